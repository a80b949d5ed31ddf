package io.tapeline.job.app;

/** A job has to leave off: it was cancelled, or the process is about to end. */
public final class JobStoppedException extends RuntimeException {

  public JobStoppedException(String why) {
    super(why, null, false, false);
  }
}
