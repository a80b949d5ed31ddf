package io.tapeline.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tapeline.Configs;
import io.tapeline.ops.ConnectionMeters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Door door =
      new Door(
          Configs.of(
              ConnectionConfig.class,
              Map.of(
                  "tapeline.connection.most", "12",
                  "tapeline.connection.most-per-address", "3")),
          new ConnectionMeters(registry));
  private final EmbeddedChannel listening = new EmbeddedChannel(door);

  /** A connection from an address. */
  private static final class From extends EmbeddedChannel {
    private final String address;

    From(String address) {
      super(false, new ChannelHandler[0]);
      this.address = address;
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.ofLiteral(address), 4711);
    }
  }

  private boolean comesIn(EmbeddedChannel connection) {
    listening.writeInbound(connection);
    return listening.readInbound() != null;
  }

  private double refused(String most) {
    return registry.get("tapeline.connections.refused").tag("most", most).counter().count();
  }

  private double open() {
    return registry.get("tapeline.connections.open").gauge().value();
  }

  @Test
  void anAddressHasItsShareAndGetsItBack() throws Exception {
    List<From> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      From connection = new From("192.0.2.1");
      first.add(connection);
      assertThat(comesIn(connection)).isTrue();
    }
    From more = new From("192.0.2.1");
    assertThat(comesIn(more)).isFalse();
    assertThat(comesIn(new From("2001:db8::1"))).isTrue();
    assertThat(refused("address")).isEqualTo(1);
    assertThat(open()).isEqualTo(4);
    first.getFirst().close().sync();
    assertThat(open()).isEqualTo(3);
    assertThat(comesIn(new From("192.0.2.1"))).isTrue();
  }

  @Test
  void allTogetherAreNotTooManyWhereverTheyAreFrom() {
    int in = 0;
    for (int i = 0; i < 20; i++) {
      in += comesIn(new From("127.0.0.1")) ? 1 : 0;
    }
    assertThat(in).isEqualTo(12);
    assertThat(refused("all")).isEqualTo(8);
    assertThat(open()).isEqualTo(12);
  }
}
