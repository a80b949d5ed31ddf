package io.tapeline.sandbox.app;

import io.quarkus.arc.All;
import io.tapeline.sandbox.wire.VenueWire;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which simulated venue answers at which public host. */
@Singleton
public class VenueDirectory {

  private final Map<String, VenueWire> byHost = new HashMap<>();

  public VenueDirectory(@All List<VenueWire> wires) {
    wires.forEach(wire -> wire.hosts().forEach(host -> byHost.put(host, wire)));
  }

  Optional<VenueWire> at(String host) {
    return Optional.ofNullable(byHost.get(host));
  }
}
