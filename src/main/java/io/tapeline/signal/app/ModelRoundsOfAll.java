package io.tapeline.signal.app;

import io.tapeline.candle.app.CandleHistory;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rounds of each model whose answers become signals. */
@ApplicationScoped
class ModelRoundsOfAll {

  private final List<ModelRounds> all;

  ModelRoundsOfAll(
      Models models,
      Watching watching,
      CandleHistory history,
      ModelJudging judging,
      TapeTime time) {
    this.all =
        models.judging().stream()
            .map(model -> new ModelRounds(model, watching, history, judging, time))
            .toList();
  }

  List<ModelRounds> all() {
    return all;
  }
}
