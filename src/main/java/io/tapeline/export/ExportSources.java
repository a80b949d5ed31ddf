package io.tapeline.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All kinds of data that files are made of. */
@ApplicationScoped
public class ExportSources {

  private final Instance<ExportSource<?>> sources;

  public ExportSources(@Any Instance<ExportSource<?>> sources) {
    this.sources = sources;
  }

  public Map<String, ExportSource<?>> byName() {
    return sources.stream().collect(Collectors.toMap(ExportSource::data, source -> source));
  }

  ExportSource<?> of(ExportPlan plan) {
    return Objects.requireNonNull(byName().get(plan.data()), plan::data);
  }
}
