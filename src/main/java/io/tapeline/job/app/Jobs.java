package io.tapeline.job.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.job.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes jobs and tells of them. All fail with {@code store_unavailable} without a database. */
public interface Jobs {

  /**
   * Who asks, of whom nobody sees more than what their own tenant asked for.
   *
   * @param tenant null for one of none: those share what none of a tenant asked for
   * @param seesAll whoever runs the service
   */
  record Asker(@Nullable UUID tenant, boolean seesAll) {}

  /**
   * Long work that is asked for.
   *
   * @param asked as it was sent, JSON
   * @param request what was made of it, with all that it left open, JSON
   * @param upstreams names of those outside the house whom it may have asked, and nobody else
   * @param most jobs of the asker's tenant that may wait or run, with this one
   */
  record Order(String kind, String asked, String request, Set<String> upstreams, long most) {}

  /** Which jobs are asked for; null for any. */
  record Filter(@Nullable String kind, Job.@Nullable State state) {}

  /**
   * Takes a job, to be done soon, by whichever process has time. Fails with {@code
   * too_many_own_jobs} or {@code too_many_jobs} where a bound is reached, however many come at
   * once.
   *
   * @param idempotencyKey of the tenant: the same key and question give the same job; null if it
   *     has none. Another request under a key fails with {@code idempotency_conflict}
   */
  Uni<Job> submit(Asker asker, Order order, @Nullable String idempotencyKey);

  /** Nothing if there is no such job, or none that the asker may see. */
  Uni<Optional<Job>> find(Asker asker, UUID id);

  /**
   * The newest first.
   *
   * @param after the last of the page before; null for the first page
   */
  Uni<List<Job>> list(Asker asker, Filter filter, @Nullable UUID after, int limit);

  /** Cancels what is not over; tells what became of it. Nothing where nothing is found. */
  Uni<Optional<Job>> cancel(Asker asker, UUID id);

  /** The file of a job that has one; nothing if it is not kept any more. */
  Optional<Path> file(Job job);
}
