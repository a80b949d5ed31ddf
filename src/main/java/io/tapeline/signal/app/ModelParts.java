package io.tapeline.signal.app;

import io.tapeline.ops.Part;
import io.tapeline.ops.Parts;
import io.tapeline.signal.app.ModelState.State;
import io.tapeline.signal.model.Model;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Each model as a part of the service, {@code model_NAME}: what is wrong is that it is not ready.
 */
@ApplicationScoped
public class ModelParts implements Parts {

  private final Models models;

  public ModelParts(Models models) {
    this.models = models;
  }

  @Override
  public List<Part> all() {
    return models.all().stream().<Part>map(ModelPart::new).toList();
  }

  /** One of them. */
  private final class ModelPart implements Part {
    private final Model model;

    ModelPart(Model model) {
      this.model = model;
    }

    @Override
    public String name() {
      return "model_" + model.name();
    }

    @Override
    public Optional<String> problem() {
      ModelState found = models.state(model);
      String state = found.state().name().toLowerCase(Locale.ROOT);
      return found.state() == State.READY
          ? Optional.empty()
          : Optional.of(state + ": " + found.because());
    }
  }
}
