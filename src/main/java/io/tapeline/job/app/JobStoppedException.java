package io.tapeline.job.app;

import io.tapeline.ops.store.FencedOffException;

/** A job has to leave off: it was cancelled, taken over, or the process is about to end. */
public final class JobStoppedException extends FencedOffException {

  public JobStoppedException(String why) {
    super(why);
  }
}
