package io.tapeline.load.file;

import java.io.IOException;

/** A file of which nothing can be taken; the message says why, to people. */
public final class FileRefusedException extends IOException {

  public FileRefusedException(String why) {
    super(why);
  }

  public FileRefusedException(String why, Throwable cause) {
    super(why, cause);
  }
}
