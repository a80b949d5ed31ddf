package io.tapeline.webhook;

import io.tapeline.access.AddressRange;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where deliveries may go.
 *
 * @param allowed what whoever runs the service vouches for: by any port, and without TLS
 * @param ports of everybody else
 */
public record ReceiverRules(List<AddressRange> allowed, Set<Integer> ports) {

  public ReceiverRules {
    allowed = List.copyOf(allowed);
    ports = Set.copyOf(ports);
  }

  /**
   * Why nothing may go there; nothing if it may. One address that is not fit is one too many: who
   * names it chooses which one is asked.
   *
   * @param addresses all that its host has
   */
  public Optional<String> refusal(ReceiverUrl url, Collection<InetAddress> addresses) {
    boolean fit =
        addresses.stream().allMatch(each -> isAllowed(each) || PublicAddresses.contain(each));
    if (addresses.isEmpty() || !fit) {
      return Optional.of("must have a host with public addresses alone");
    }
    if (addresses.stream().allMatch(this::isAllowed)) {
      return Optional.empty();
    }
    if (!url.secure()) {
      return Optional.of("must begin with https://");
    }
    return ports.contains(url.port())
        ? Optional.empty()
        : Optional.of("must have one of the ports " + ports.stream().sorted().toList());
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(range -> range.contains(address));
  }
}
