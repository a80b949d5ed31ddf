package io.tapeline.signal.model;

import io.tapeline.signal.verdict.Verdict;
import java.util.Locale;

/** What a model says of one series. There is none but of the moment it was asked for. */
public sealed interface Answer {

  /**
   * @param number finite, and what its {@link Meaning} allows
   */
  record Value(double number) implements Answer {}

  /**
   * There is none.
   *
   * @param because in words, without a full stop; nothing that a server said
   */
  record None(Reason reason, String because) implements Answer {}

  /** Why there is no answer. */
  enum Reason {
    /** The series has begun too short a time ago for a feature. */
    WARM_UP,
    /** A candle is missing among those that a feature looks at. */
    GAP,
    /** Too little traded. */
    QUIET,
    /** A feature has no finite value. */
    UNDEFINED,
    /** The server did not answer in time. */
    TIMEOUT,
    /** Too many asks failed: it is left alone for a while. */
    OPEN_CIRCUIT,
    /** There is no connection, or it broke. */
    UNREACHABLE,
    /** The server answers, but not with this model: it is not loaded or not ready. */
    NOT_READY,
    /** The server does not take what it was asked. */
    REFUSED,
    /** The server failed. */
    SERVER_ERROR,
    /** The answer is not of the protocol, or too long. */
    MALFORMED,
    /** The answer has not one row for each series, or not the declared columns. */
    WRONG_SHAPE,
    /** Another model or version answered. */
    WRONG_MODEL,
    /** Not a number, or infinite. */
    NOT_FINITE,
    /** Nothing that the answer's meaning allows. */
    OUT_OF_RANGE,
    /** Too much is waiting already. */
    OVERLOADED;

    /** Why a feature can't be told. */
    public static Reason of(Verdict.Reason lack) {
      return switch (lack) {
        case WARM_UP -> WARM_UP;
        case GAP -> GAP;
        case QUIET -> QUIET;
        case UNDEFINED, NO_LONGER_INTERVAL, MODEL_UNAVAILABLE -> UNDEFINED;
      };
    }

    /** As it is sent: {@code open_circuit}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
