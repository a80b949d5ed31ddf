package io.tapeline.http.answer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.http.Coding;
import io.tapeline.http.Encoded;
import io.tapeline.http.GzipStream;
import io.tapeline.http.RowStream;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows as they come: a page is read when the one before has left for the network, so that a
 * slow reader makes reading slow and not memory large. If reading fails half way the connection is
 * broken off, so that nobody takes a part for the whole.
 */
final class StreamWriter<T> {

  private static final Logger LOG = Logger.getLogger(StreamWriter.class);

  private final HttpServerResponse response;
  private final RowStream<T> rows;
  private final RowEncoder encoder;
  private final @Nullable GzipStream gzip;
  private final @Nullable DigestTrailer digest;
  private final long mostRows;
  private long sent;

  /** The beginning, uncompressed. */
  private final byte[] first;

  /**
   * @throws ProblemException if the first rows are more than the most already
   */
  StreamWriter(
      HttpServerRequest request,
      RowStream<T> rows,
      RowEncoder encoder,
      Coding coding,
      long mostRows)
      throws IOException {
    if (rows.first().size() > mostRows) {
      throw new ProblemException(new Problem.TooManyRows(mostRows));
    }
    this.response = request.response();
    this.rows = rows;
    this.encoder = encoder;
    this.gzip = coding == Coding.GZIP ? new GzipStream() : null;
    this.digest = DigestTrailer.wantedBy(request).orElse(null);
    this.mostRows = mostRows;
    this.sent = rows.first().size();
    this.first = encoder.first(rows.first());
  }

  /** As {@link RowEncoder#identity}. */
  Encoded identity(String moment) {
    return encoder.identity(first, moment);
  }

  void start() {
    response.setChunked(true);
    if (digest != null) {
      digest.announce(response);
    }
    send(first, rows.first().isEmpty());
  }

  private void send(byte[] bytes, boolean last) {
    byte[] whole = last ? RowEncoder.joined(bytes, encoder.end()) : bytes;
    Uni.createFrom()
        .completionStage(() -> response.write(content(whole, last)).toCompletionStage())
        .subscribe()
        .with(
            _ -> {
              if (last) {
                end();
              } else {
                readOn();
              }
            },
            failure -> LOG.debugf("a stream's reader went away: %s", failure.getMessage()));
  }

  /** Encoding thousands of rows is no work for an event loop. */
  private void readOn() {
    rows.next()
        .get()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .subscribe()
        .with(this::encode, this::breakOff);
  }

  private void encode(List<T> page) {
    try {
      sent += page.size();
      if (sent > mostRows) {
        throw new ProblemException(new Problem.TooManyRows(mostRows));
      }
      send(encoder.page(page), page.isEmpty());
    } catch (IOException | RuntimeException e) {
      breakOff(e);
    }
  }

  private void breakOff(Throwable failure) {
    LOG.warnf("a stream is broken off: %s", failure.getMessage());
    response.reset();
  }

  private void end() {
    if (digest != null) {
      digest.put(response);
    }
    response.end();
  }

  private Buffer content(byte[] bytes, boolean last) {
    byte[] packed = packed(bytes, last);
    if (digest != null) {
      digest.add(packed);
    }
    return Buffer.buffer(packed);
  }

  private byte[] packed(byte[] bytes, boolean last) {
    if (gzip == null) {
      return bytes;
    }
    byte[] part = gzip.part(bytes);
    return last ? RowEncoder.joined(part, gzip.end()) : part;
  }
}
