package io.tapeline.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every part of the service that can fail on its own. */
@ApplicationScoped
public class AllParts {

  private final Instance<Part> single;
  private final Instance<Parts> several;

  public AllParts(@Any Instance<Part> single, @Any Instance<Parts> several) {
    this.single = single;
    this.several = several;
  }

  /** Ascending by name. */
  public List<Part> byName() {
    return Stream.concat(single.stream(), several.stream().flatMap(each -> each.all().stream()))
        .sorted(Comparator.comparing(Part::name))
        .toList();
  }
}
