package io.tapeline.http.answer;

import io.tapeline.http.RowStream;
import io.tapeline.http.Times;
import io.tapeline.http.receipt.Receipts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Receipts of tables that nobody has asked for yet: the same that would come with the answer, so
 * that what was read in the house can be asked for from outside.
 */
@Singleton
public class StreamReceipts {

  private final Encoder encoder;
  private final Receipts receipts;

  @Inject
  public StreamReceipts(Encoder encoder, Receipts receipts) {
    this.encoder = encoder;
    this.receipts = receipts;
  }

  /**
   * The token of all rows of a question as CSV; nothing as {@link Receipts#token}.
   *
   * @param path escaped
   * @param query escaped, all of it but {@code fields} and {@code as_of}
   * @param rows what the question's resource would answer as of that moment
   */
  public Optional<String> ofTable(
      String path, String query, List<String> fields, long asOfNanos, RowStream<?> rows) {
    String accept = Format.CSV.mediaType();
    RowEncoder table = encoder.rows(rows.type(), rows.keys(), accept, FieldFilter.of(fields));
    try {
      String tag = table.identity(table.first(rows.first()), Times.exact(asOfNanos)).tag();
      String whole = query + "&fields=" + String.join(",", fields);
      return receipts.token(path, whole, asOfNanos, accept, tag);
    } catch (IOException e) {
      throw new IllegalStateException("rows in memory can be written", e);
    }
  }
}
