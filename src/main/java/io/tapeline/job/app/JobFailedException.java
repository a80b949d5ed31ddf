package io.tapeline.job.app;

/** A job can't be done. The message is for the caller, in a sentence. */
public final class JobFailedException extends Exception {

  public JobFailedException(String message) {
    super(message);
  }
}
