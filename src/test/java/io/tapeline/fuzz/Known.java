package io.tapeline.fuzz;

import io.tapeline.contract.ContractDocument.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that mean something to the service, by the name of the parameter or field; where one
 * operation takes others than the rest, by its method, path and that name.
 */
public final class Known {

  private final Map<String, List<String>> values = new HashMap<>();

  /**
   * @param name {@code asset}, or {@code GET /v1/assets cursor}
   */
  public Known with(String name, List<String> some) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(some);
    return this;
  }

  public Known with(String name, String... some) {
    return with(name, List.of(some));
  }

  /** None if nothing is known of it. */
  List<String> of(Operation operation, String name) {
    String own = operation.method() + " " + operation.path() + " " + name;
    return values.getOrDefault(own, values.getOrDefault(name, List.of()));
  }
}
