package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every vector of Tulip Indicators is equal, differs by what the catalogue says, or is no
 * indicator.
 */
class TulipVectorsTest {

  /** Half of the last printed digit. */
  private static final double PRINTED = 0.0005 + 1e-9;

  /** How the vector of a title is asked of us: the inputs that it has, and our name. */
  record Pair(String title, String inputs, String ours) {

    @Override
    public String toString() {
      return title + " is " + ours;
    }
  }

  /** Where theirs is another figure: ours, from theirs and theirs of some candles before. */
  record Otherwise(Pair pair, int ago, DoubleBinaryOperator ours) {

    static Otherwise of(
        String title, String inputs, String name, int ago, DoubleBinaryOperator ours) {
      return new Otherwise(new Pair(title, inputs, name), ago, ours);
    }
  }

  /**
   * Functions of single numbers, comparisons and filters: what rules are made of, not indicators.
   */
  private static final Set<String> NO_INDICATORS =
      Set.of(
          "abs",
          "acos",
          "add",
          "asin",
          "atan",
          "ceil",
          "cos",
          "cosh",
          "crossany",
          "crossover",
          "decay 5",
          "div",
          "edecay 5",
          "exp",
          "floor",
          "lag 5",
          "ln",
          "log10",
          "mul",
          "round",
          "sin",
          "sinh",
          "sqrt",
          "sub",
          "tan",
          "tanh",
          "todeg",
          "torad",
          "trunc");

  static Stream<Pair> equal() {
    return """
        adosc 2 5|hlcv|adosc(2,5)
        adx 5|hl|adx(5)
        adxr 5|hl|adxr(5)
        ao|hl|ao
        apo 2 5|c|apo(2,5)
        aroon 5|hl|aroon(5)
        aroonosc 5|hl|aroonosc(5)
        atr 5|hlc|atr(5)
        avgprice|ohlc|avgprice
        bbands 5 2|c|bollinger(5,2)
        bop|ohlc|bop
        cci 5|hlc|cci(5)
        cmo 5|c|cmo(5)
        cvi 5|hl|cvi(5)
        dema 5|c|dema(5)
        di 5|hlc|di(5)
        dm 5|hl|dm(5)
        dpo 5|c|dpo(5)
        dx 5|hl|dx(5)
        ema 5|c|ema(5)
        emv|hlv|emv(1)
        fisher 5|hl|fisher(5)
        fosc 5|c|fosc(5)
        hma 5|c|hma(5)
        kama 5|c|kama(5)
        kvo 2 5|hlcv|kvo(2,5)
        linreg 5|c|linreg(5)
        linregintercept 5|c|linregintercept(5)
        linregslope 5|c|linregslope(5)
        macd 2 5 9|c|macd(2,5,9)
        marketfi|hlv|marketfi
        mass 5|hl|mass(5)
        max 5|c|max(5)
        md 5|c|md(5)
        medprice|hl|medprice
        mfi 5|hlcv|mfi(5)
        min 5|c|min(5)
        mom 5|c|mom(5)
        msw 5|c|msw(5)
        natr 5|hlc|natr(5)
        ppo 2 5|c|ppo(2,5)
        psar .2 2|hl|psar(0.2,2)
        qstick 5|oc|qstick(5)
        roc 5|c|rocp(5)
        rocr 5|c|rocr(5)
        rsi 5|c|rsi(5)
        sma 5|c|sma(5)
        stddev 5|c|stddev(5)
        stderr 5|c|stderr(5)
        stoch 5 3 3|hlc|stoch(5,3,3)
        stochrsi 5|c|stochrsi(5,5)
        sum 5|c|sum(5)
        tema 5|c|tema(5)
        tr|hlc|tr
        trima 5|c|trima(5)
        tsf 5|c|tsf(5)
        typprice|hlc|typprice
        ultosc 2 3 5|hlc|ultosc(2,3,5)
        var 5|c|var(5)
        vhf 5|c|vhf(5)
        vidya 2 5 .2|c|vidya(2,5,0.2)
        vosc 2 5|v|vosc(2,5)
        vwma 5|cv|vwma(5)
        wcprice|hlc|wcprice
        wilders 5|c|wilders(5)
        willr 5|hlc|willr(5)
        wma 5|c|wma(5)
        zlema 5|c|zlema(5)
        """
        .lines()
        .map(line -> line.split("\\|", -1))
        .map(cells -> new Pair(cells[0], cells[1], cells[2]));
  }

  static Stream<Otherwise> different() {
    return Stream.of(
        Otherwise.of("obv", "cv", "obv(5)", 5, (now, then) -> now - then),
        Otherwise.of("ad", "hlcv", "ad(5)", 5, (now, then) -> now - then),
        Otherwise.of("wad", "hlc", "wad(5)", 5, (now, then) -> now - then),
        Otherwise.of("nvi", "cv", "nvi(5)", 5, (now, then) -> 1000 * now / then),
        Otherwise.of("pvi", "cv", "pvi(5)", 5, (now, then) -> 1000 * now / then),
        Otherwise.of("trix 5", "c", "trix(5)", 0, (now, _) -> 100 / (1 - now / 100) - 100),
        Otherwise.of("volatility 5", "c", "volatility(5)", 0, (now, _) -> now / Math.sqrt(252)));
  }

  @ParameterizedTest
  @MethodSource("equal")
  void theSameDefinitionGivesTheSameDigits(Pair pair) throws IOException {
    TulipVectors vectors = TulipVectors.read();
    Choice choice = SampleBars.choice(pair.ours);
    double[][] ours = choice.figures(vectors.bars(pair.title, pair.inputs));
    List<double[]> theirs = vectors.outputs(pair.title, pair.inputs.length());
    for (int column = 0; column < theirs.size(); column++) {
      double[] printed = theirs.get(column);
      int offset = ours[column].length - printed.length;
      for (int i = Math.max(offset, choice.unstable()); i < ours[column].length; i++) {
        assertThat(ours[column][i])
            .as("%s, output %s, candle %s", pair, column, i)
            .isCloseTo(printed[i - offset], within(printed[i - offset]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("different")
  void anotherDefinitionIsToldAndDiffersByJustThat(Otherwise otherwise) throws IOException {
    TulipVectors vectors = TulipVectors.read();
    Pair pair = otherwise.pair;
    Choice choice = SampleBars.choice(pair.ours);
    assertThat(choice.indicator().difference()).isNotEmpty();
    double[] ours = choice.figures(vectors.bars(pair.title, pair.inputs))[0];
    double[] theirs = vectors.outputs(pair.title, pair.inputs.length()).getFirst();
    int offset = ours.length - theirs.length;
    boolean differs = false;
    for (int i = Math.max(offset + otherwise.ago, choice.unstable()); i < ours.length; i++) {
      double now = theirs[i - offset];
      double then = theirs[i - offset - otherwise.ago];
      assertThat(ours[i])
          .as("%s, candle %s", pair, i)
          .isCloseTo(otherwise.ours.applyAsDouble(now, then), Offset.offset(3 * PRINTED));
      differs |= Math.abs(ours[i] - now) > 2 * PRINTED;
    }
    assertThat(differs).isTrue();
  }

  private static Offset<Double> within(double printed) {
    return Offset.offset(PRINTED + Math.abs(printed) * 1e-12);
  }

  @Test
  void noVectorIsLeftOutSilently() throws IOException {
    Set<String> accounted = new TreeSet<>(NO_INDICATORS);
    accounted.addAll(equal().map(Pair::title).collect(Collectors.toSet()));
    accounted.addAll(different().map(each -> each.pair.title).collect(Collectors.toSet()));
    assertThat(TulipVectors.read().byTitle().keySet())
        .containsExactlyInAnyOrderElementsOf(accounted);
  }
}
