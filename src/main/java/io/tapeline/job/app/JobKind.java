package io.tapeline.job.app;

/** One kind of long work. A bean for each. */
public interface JobKind {

  /** Its name: {@code export}. */
  String kind();

  /**
   * Does the work, on a thread of its own, where it may wait. It may be run again with the same
   * request after the process was killed or stopped: what it has done must then do no harm.
   *
   * @throws JobFailedException if it can't be done, however often it is tried
   * @throws Exception anything else, to be tried again later
   */
  JobOutcome run(JobRun run) throws Exception;
}
