package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Cursor;
import io.tapeline.http.Everything;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.RowStream;
import io.tapeline.signal.app.FigurePage;
import io.tapeline.signal.app.FigureRow;
import io.tapeline.signal.app.IndicatorQuestion;
import io.tapeline.signal.app.IndicatorReader;
import io.tapeline.signal.json.FigureJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions about indicators: a page, or all of a range. */
@ApplicationScoped
class IndicatorAnswers {

  private final IndicatorReader reader;

  IndicatorAnswers(IndicatorReader reader) {
    this.reader = reader;
  }

  /**
   * All that is stored of a range, in one answer of any length.
   *
   * @param known as of this moment; null for the newest
   */
  Uni<Answer> all(IndicatorQuestion question, @Nullable Long known) {
    List<String> columns = question.columns();
    return Everything.of(
        reader.horizon(),
        known,
        moment ->
            RowStream.of(
                    FigureJson.class,
                    reader.stream(question, moment)::next,
                    (FigureRow row) -> FigureJson.of(columns, row))
                .map(rows -> rows.with(columns)));
  }

  /**
   * A page of a range.
   *
   * @param known as of this moment; null for what is known now
   * @param endGiven the caller said where the range ends
   */
  Uni<Answer> page(
      IndicatorQuestion question, Paging paging, @Nullable Long known, boolean endGiven) {
    Uni<FigurePage> page =
        known == null
            ? reader.page(question, endGiven)
            : reader
                .horizon()
                .atLeast(known)
                .invoke(horizon -> Moments.requireStored(known, horizon))
                .chain(horizon -> reader.page(question, known, horizon));
    return page.map(found -> answer(question, paging, found));
  }

  private static Answer answer(IndicatorQuestion question, Paging paging, FigurePage page) {
    List<String> columns = question.columns();
    List<FigureJson> rows =
        page.rows().stream().limit(paging.limit()).map(row -> FigureJson.of(columns, row)).toList();
    Answer answer =
        Answer.of(
            new Page<>(FigureJson.class, rows, next(question, paging, page), columns),
            cacheRule(page));
    return page.asOfNanos() == null
        ? answer
        : answer.knowing(page.asOfNanos(), page.horizonNanos());
  }

  private static CacheRule cacheRule(FigurePage page) {
    return switch (page.lasting()) {
      case LIVE -> CacheRule.LIVE;
      case HISTORY -> CacheRule.HISTORY;
      case IMMUTABLE -> CacheRule.IMMUTABLE;
    };
  }

  /** A page covers a stretch of time, which may hold fewer candles than it has room for. */
  private static @Nullable String next(IndicatorQuestion question, Paging paging, FigurePage page) {
    boolean more = page.rows().size() > paging.limit();
    if (!more && page.nextNanos() >= question.rows().toNanos()) {
      return null;
    }
    long covered =
        more
            ? page.rows().get(paging.limit() - 1).openTimeNanos()
            : page.nextNanos() - question.rows().interval().nanos();
    return Cursor.of(paging.list(), Long.toString(covered));
  }
}
