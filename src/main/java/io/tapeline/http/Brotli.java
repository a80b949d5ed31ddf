package io.tapeline.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.tapeline.ops.embedded.FeedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/** Compression of whole bodies by the native library, where there is one for this machine. */
final class Brotli {

  private static final Logger LOG = Logger.getLogger(Brotli.class);

  /** Smaller than gzip at its fastest and no slower, since this too runs on an event loop. */
  private static final Encoder.Parameters FAST = Encoder.Parameters.create(2);

  /** The loader takes the file that this property names. */
  private static final String PLACE = String.join(".", "brotli4j", "library", "path");

  private static final boolean AVAILABLE = load();

  private Brotli() {}

  static boolean isAvailable() {
    return AVAILABLE;
  }

  static byte[] compress(byte[] bytes) {
    try {
      return Encoder.compress(bytes, FAST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean load() {
    if (FeedFolder.isChosen() && System.getProperty(PLACE) == null) {
      try {
        BrotliLibrary.keptIn(FeedFolder.configured().libraries())
            .ifPresent(file -> System.setProperty(PLACE, file.toString()));
      } catch (IOException e) {
        LOG.warnf("brotli's library is loaded from the temporary folder: %s", e.getMessage());
      }
    }
    boolean available = Brotli4jLoader.isAvailable();
    if (!available) {
      LOG.info("answers are not coded as br: its library is not for this machine");
    }
    return available;
  }
}
