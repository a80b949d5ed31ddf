package io.tapeline.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a resource answers. The rest follows from it in one place: format, {@code fields}, entity
 * tag, {@code 304}, compression, {@code HEAD}.
 *
 * @param asOf RFC 3339; the moment that the answer speaks of, sent as {@code Tapeline-As-Of}; null
 *     if it speaks of no moment
 * @param ageMillis how old the newest thing in it is, sent as {@code Tapeline-Age-Ms}; negative if
 *     it has no age
 * @param knowledge what it was made from; null if the same question may have another answer a
 *     moment later
 * @param again answers the same question anew, from memory, at once, whoever asks; null if that
 *     takes more
 */
public record Answer(
    Content content,
    CacheRule cache,
    @Nullable String asOf,
    long ageMillis,
    @Nullable Knowledge knowledge,
    @Nullable Supplier<Answer> again) {

  private static final long NO_AGE = -1;

  /**
   * From what is stored for ever: the same question {@code as_of} that moment has the same answer
   * for as long as the data is kept. Nanoseconds since 1970 UTC.
   *
   * @param asOfNanos what was recorded later was not seen
   * @param horizonNanos all up to then is stored, and could be asked for
   */
  public record Knowledge(long asOfNanos, long horizonNanos) {}

  /** What there is to send. */
  public sealed interface Content {

    /** A wire record, encoded when it is sent. */
    record Value(Object value) implements Content {}

    /** Bytes that are ready. */
    record Prepared(Encoded encoded) implements Content {}

    /** One page of a list, in any of the list formats. */
    record Rows(Page<?> page) implements Content {}

    /** Rows that are sent as they come, in any of the list formats. */
    record Streamed(RowStream<?> rows) implements Content {}
  }

  public static Answer of(Object value, CacheRule cache) {
    return new Answer(new Content.Value(value), cache, null, NO_AGE, null, null);
  }

  public static Answer of(Encoded encoded, CacheRule cache) {
    return new Answer(new Content.Prepared(encoded), cache, null, NO_AGE, null, null);
  }

  public static Answer of(RowStream<?> rows, CacheRule cache) {
    return new Answer(new Content.Streamed(rows), cache, null, NO_AGE, null, null);
  }

  public static Answer of(Page<?> page, CacheRule cache) {
    return new Answer(new Content.Rows(page), cache, null, NO_AGE, null, null);
  }

  /**
   * @param time RFC 3339, see {@link Times#format(long)}
   */
  public Answer asOf(String time) {
    return new Answer(content, cache, time, ageMillis, knowledge, again);
  }

  /** The moment that the answer speaks of, nanoseconds since 1970 UTC; 0 if no moment is known. */
  public Answer asOf(long nanos) {
    return nanos == 0 ? this : asOf(Times.format(nanos));
  }

  public Answer aged(long millis) {
    return new Answer(content, cache, asOf, Math.max(0, millis), knowledge, again);
  }

  /** Made from what was stored by a moment: it comes with a receipt. */
  public Answer knowing(long asOfNanos, long horizonNanos) {
    Knowledge known = new Knowledge(asOfNanos, horizonNanos);
    return new Answer(content, cache, Times.exact(asOfNanos), ageMillis, known, again);
  }

  /**
   * Where the question is no more than its address, this answers it from now on, and no resource is
   * asked.
   *
   * @param answer throws a {@link io.tapeline.problem.ProblemException} if there is none now
   */
  public static Answer repeated(Supplier<Answer> answer) {
    Answer now = answer.get();
    return new Answer(now.content, now.cache, now.asOf, now.ageMillis, now.knowledge, answer);
  }
}
