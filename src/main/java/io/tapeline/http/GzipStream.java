package io.tapeline.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compression of a body that comes in parts; what was given is in the parts so far. */
public final class GzipStream {

  private static final int BUFFER_BYTES = 8192;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;

  public GzipStream() {
    try {
      gzip = new GZIPOutputStream(out, BUFFER_BYTES, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next part of the compressed body. */
  public byte[] part(byte[] bytes) {
    try {
      gzip.write(bytes);
      gzip.flush();
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last part. */
  public byte[] end() {
    try {
      gzip.close();
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] taken() {
    byte[] part = out.toByteArray();
    out.reset();
    return part;
  }
}
