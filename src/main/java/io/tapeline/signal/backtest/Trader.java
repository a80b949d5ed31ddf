package io.tapeline.signal.backtest;

import io.tapeline.market.Interval;
import io.tapeline.signal.rule.RuleSet;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Glance;
import io.tapeline.signal.verdict.Strengths;
import java.util.List;

/** Whose decisions are tried. */
public sealed interface Trader {

  /** What it is told as. */
  String id();

  /** The columns it looks at. */
  List<Reading> readings(Interval interval);

  /** Takes down what it says, candle by candle. */
  Notes notes(Interval interval, Glance glance, int candles, Terms terms);

  /** What a trader says of each candle. */
  interface Notes {

    /** Of this candle, at whose close the glance is. */
    void take(int candle);

    /** What follows from all that was taken. */
    Decisions decisions();
  }

  /** By a strategy of the catalogue. */
  record ByStrategy(StrategyChoice strategy) implements Trader {
    @Override
    public String id() {
      return strategy.id();
    }

    @Override
    public List<Reading> readings(Interval interval) {
      return strategy.readings(interval);
    }

    @Override
    public Notes notes(Interval interval, Glance glance, int candles, Terms terms) {
      Strengths strengths = new Strengths(strategy, interval, glance);
      int[] noted = new int[candles];
      return new Notes() {
        @Override
        public void take(int candle) {
          noted[candle] = strengths.now();
        }

        @Override
        public Decisions decisions() {
          return Decisions.ofStrengths(noted, terms);
        }
      };
    }
  }

  /** By rules given as data. */
  record ByRules(RuleSet rules) implements Trader {
    @Override
    public String id() {
      return rules.name();
    }

    @Override
    public List<Reading> readings(Interval interval) {
      return rules.readings();
    }

    @Override
    public Notes notes(Interval interval, Glance glance, int candles, Terms terms) {
      byte[] noted = new byte[candles];
      int[] slots = rules.readings().stream().mapToInt(glance::slot).toArray();
      return new Notes() {
        @Override
        public void take(int candle) {
          noted[candle] = Decisions.marks(rules, slots, glance);
        }

        @Override
        public Decisions decisions() {
          return Decisions.ofMarks(noted);
        }
      };
    }
  }
}
