package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Model;
import java.util.List;
import java.util.Optional;

/** The models elsewhere that are declared, and what they answer. */
public interface Models {

  /** Ascending by name. */
  List<Model> all();

  /** Those whose answers become signals at closes. */
  List<Model> judging();

  /**
   * @param name in lower case
   */
  Optional<Model> find(String name);

  /**
   * What a model says of a row of features, now: no answer is kept for later. Whatever becomes of
   * the server, it ends in time and says so; fails only with {@code upstream_not_allowed}.
   *
   * @param row one number for each feature, finite
   * @param leave of whoever has it asked
   */
  Uni<Answer> ask(Model model, double[] row, Leave leave);

  /** What was found when its server was looked at last. */
  ModelState state(Model model);
}
