package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface NameResolver {

  /** All addresses of a name; none if it has none. */
  Uni<List<InetAddress>> addresses(String name);
}
