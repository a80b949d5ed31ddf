package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterOrderTest {

  @Test
  void eachHasItsPlaceInTheOrderThatIsWritten() {
    List<Integer> priorities =
        Arrays.stream(FilterOrder.values()).map(FilterOrder::priority).toList();
    assertThat(priorities).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
  }
}
