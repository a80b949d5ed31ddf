package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void rowsAreFreeUnlessTheyAreSaidToCost() {
    assertThat(Cost.ONE.of(0, 1)).isEqualTo(1);
    assertThat(Cost.ONE.of(5_000, 1)).isEqualTo(1);
    assertThat(Cost.ONE.ofAll(1)).isEqualTo(1);
  }

  @Test
  void eachPartOfTheRowsCostsAUnit() {
    Cost cost = new Cost(2, 1_000L, null);
    assertThat(cost.of(0, 1)).isEqualTo(2);
    assertThat(cost.of(1, 1)).isEqualTo(3);
    assertThat(cost.of(1_000, 1)).isEqualTo(3);
    assertThat(cost.of(1_001, 1)).isEqualTo(4);
    assertThat(cost.of(Long.MAX_VALUE, 1)).isEqualTo(2 + 9_223_372_036_854_776L);
  }

  @Test
  void allHasItsOwnPriceOrThatOfTheLongestPage() {
    assertThat(new Cost(1, 1_000L, 20L).ofAll(1)).isEqualTo(20);
    assertThat(new Cost(1, 1_000L, null).ofAll(1)).isEqualTo(6);
  }

  @Test
  void rowsCountOnceForEachThingInTheList() {
    Cost cost = new Cost(2, 2_000L, 40L, "names");
    assertThat(cost.of(100, 1)).isEqualTo(3);
    assertThat(cost.of(5_000, 1)).isEqualTo(5);
    assertThat(cost.of(5_000, 3)).isEqualTo(10);
    assertThat(cost.of(1_001, 2)).isEqualTo(4);
    assertThat(cost.ofAll(1)).isEqualTo(40);
    assertThat(cost.ofAll(3)).isEqualTo(42);
    assertThat(new Cost(2, 2_000L, null, "names").ofAll(3)).isEqualTo(10);
    assertThat(new Cost(2, 2_000L, 40L).of(5_000, 3)).as("nothing multiplies").isEqualTo(5);
  }

  @Test
  void soManyThingsCountAndNoMore() {
    Cost cost = new Cost(2, 2_000L, 40L, "names");
    assertThat(cost.of(5_000, 20)).isEqualTo(52);
    assertThat(cost.of(5_000, 1_000)).isEqualTo(52);
    assertThat(cost.ofAll(1_000)).isEqualTo(59);
    assertThat(cost.most()).isEqualTo(59);
    assertThat(new Cost(2, 1_000L, 40L, "names").most()).isEqualTo(102);
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
    assertThatIllegalArgumentException().isThrownBy(() -> Cost.ONE.of(-1, 1));
  }

  @Test
  void itReadsAsASentence() {
    assertThat(new Cost(1, 1_000L, 20L)).hasToString("1 and 1 for each 1000 rows, 20 for all");
    assertThat(Cost.ONE).hasToString("1");
    assertThat(new Cost(2, 2_000L, 40L, "names"))
        .hasToString(
            "2 and 1 for each 2000 rows of each of names, 40 for all and 1 for each further of names");
  }
}
