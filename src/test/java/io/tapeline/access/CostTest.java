package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void rowsAreFreeUnlessTheyAreSaidToCost() {
    assertThat(Cost.ONE.of(0)).isEqualTo(1);
    assertThat(Cost.ONE.of(5_000)).isEqualTo(1);
    assertThat(Cost.ONE.ofAll()).isEqualTo(1);
  }

  @Test
  void eachPartOfTheRowsCostsAUnit() {
    Cost cost = new Cost(2, 1_000L, null);
    assertThat(cost.of(0)).isEqualTo(2);
    assertThat(cost.of(1)).isEqualTo(3);
    assertThat(cost.of(1_000)).isEqualTo(3);
    assertThat(cost.of(1_001)).isEqualTo(4);
    assertThat(cost.of(Long.MAX_VALUE)).isEqualTo(2 + 9_223_372_036_854_776L);
  }

  @Test
  void allHasItsOwnPriceOrThatOfTheLongestPage() {
    assertThat(new Cost(1, 1_000L, 20L).ofAll()).isEqualTo(20);
    assertThat(new Cost(1, 1_000L, null).ofAll()).isEqualTo(6);
  }

  @Test
  void theDearestRequestIsThePageOrAll() {
    assertThat(new Cost(1, 1_000L, 20L).most()).isEqualTo(20);
    assertThat(new Cost(1, 100L, 20L).most()).isEqualTo(51);
  }

  @Test
  void nothingIsFree() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cost(0, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cost(1, 0L, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cost(1, null, 0L));
    assertThatIllegalArgumentException().isThrownBy(() -> Cost.ONE.of(-1));
  }

  @Test
  void itReadsAsASentence() {
    assertThat(new Cost(1, 1_000L, 20L)).hasToString("1 and 1 for each 1000 rows, 20 for all");
    assertThat(Cost.ONE).hasToString("1");
  }
}
