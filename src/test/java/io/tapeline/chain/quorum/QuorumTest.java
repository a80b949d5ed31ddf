package io.tapeline.chain.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuorumTest {

  private static final Quorum TWO = new Quorum(2);

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void whatEnoughNodesSayIsBelievedAndTheOddOneIsNamed() {
    assertThat(TWO.on(Map.of("a", "x", "b", "y", "c", "x")))
        .isEqualTo(
            new Verdict.Agreed<>(
                "x", new TreeSet<>(Set.of("a", "c")), new TreeMap<>(Map.of("b", "y"))));
  }

  @Test
  void fewerAnswersThanMustAgreeAreTooFew() {
    assertThat(TWO.on(Map.of("a", "x"))).isEqualTo(new Verdict.TooFew<>(Set.of("a"), 2));
    assertThat(TWO.on(Map.of())).isEqualTo(new Verdict.TooFew<>(Set.of(), 2));
  }

  @Test
  void nodesThatSayAllDifferentThingsAreSplit() {
    assertThat(TWO.on(Map.of("a", "x", "b", "y")))
        .isEqualTo(
            new Verdict.Split<>(
                Map.of("x", new TreeSet<>(Set.of("a")), "y", new TreeSet<>(Set.of("b")))));
  }

  @Test
  void twoCampsOfOneSizeAreSplitThoughEachHadEnough() {
    assertThat(TWO.on(Map.of("a", "x", "b", "y", "c", "x", "d", "y")))
        .isInstanceOf(Verdict.Split.class);
    assertThat(new Quorum(1).on(Map.of("a", "x", "b", "y"))).isInstanceOf(Verdict.Split.class);
  }

  @Test
  void oneNodeIsBelievedWhereOneIsEnough() {
    assertThat(new Quorum(1).on(Map.of("a", "x")))
        .isEqualTo(new Verdict.Agreed<>("x", new TreeSet<>(Set.of("a")), new TreeMap<>()));
  }

  @Test
  void theHeightIsOneThatEnoughHaveReached() {
    assertThat(TWO.height(List.of(100L, 101L, 97L))).hasValue(100);
    assertThat(TWO.height(List.of(100L, Long.MAX_VALUE, 99L))).hasValue(100);
    assertThat(TWO.height(List.of(100L))).isEmpty();
    assertThat(new Quorum(1).height(List.of(3L, 5L))).hasValue(5);
  }

  /** Counted the long way: each value against each other. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theVerdictIsWhatCountingSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Quorum quorum = new Quorum(random.nextInt(1, 5));
    Map<String, Integer> said = new HashMap<>();
    for (int node = random.nextInt(0, 9); node > 0; node--) {
      said.put("node" + node, random.nextInt(3));
    }
    Integer agreed = null;
    for (int value = 0; value < 3; value++) {
      int votes = votes(said, value);
      boolean isMost = true;
      for (int other = 0; other < 3; other++) {
        isMost &= other == value || votes(said, other) < votes;
      }
      if (isMost && votes >= quorum.needed()) {
        agreed = value;
      }
    }
    switch (quorum.on(said)) {
      case Verdict.Agreed<Integer>(var value, var by, SortedMap<String, Integer> odd) -> {
        assertThat(value).isEqualTo(agreed);
        assertThat(by).hasSize(votes(said, value)).allMatch(name -> value.equals(said.get(name)));
        assertThat(odd).hasSize(said.size() - by.size()).doesNotContainValue(value);
      }
      case Verdict.Split<Integer>(var camps) -> {
        assertThat(agreed).isNull();
        assertThat(said).hasSizeGreaterThanOrEqualTo(quorum.needed());
        assertThat(camps.values().stream().mapToInt(Set::size).sum()).isEqualTo(said.size());
      }
      case Verdict.TooFew<Integer> few ->
          assertThat(said).hasSizeLessThan(few.needed()).hasSize(few.answered().size());
    }
  }

  private static int votes(Map<String, Integer> said, int value) {
    return (int) said.values().stream().filter(each -> each == value).count();
  }
}
