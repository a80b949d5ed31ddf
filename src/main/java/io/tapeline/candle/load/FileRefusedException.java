package io.tapeline.candle.load;

import java.io.IOException;

/** A file of which nothing can be taken; the message says why, to people. */
final class FileRefusedException extends IOException {

  FileRefusedException(String why) {
    super(why);
  }

  FileRefusedException(String why, Throwable cause) {
    super(why, cause);
  }
}
