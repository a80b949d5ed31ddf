package io.tapeline.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestsTest {

  private final Rests rests = new Rests();

  private List<Channel> resting(int place, int count) {
    List<Channel> connections =
        Stream.<Channel>generate(EmbeddedChannel::new).limit(count).toList();
    connections.forEach(each -> rests.rest(each, place));
    return connections;
  }

  private static List<Boolean> read(List<Channel> connections) {
    return connections.stream().map(each -> each.config().isAutoRead()).toList();
  }

  @Test
  void whoRestsIsNotReadUntilWoken() {
    List<Channel> one = resting(0, 1);
    assertThat(read(one)).containsExactly(false);
    assertThat(rests.size()).isEqualTo(1);
    rests.wakeSome();
    assertThat(read(one)).containsExactly(true);
    assertThat(rests.size()).isZero();
    rests.wakeSome();
    assertThat(rests.size()).isZero();
  }

  @Test
  void someAreWokenAtOnceThoseWhoHaveRestedLongestFirst() {
    List<Channel> many = resting(1, 40);
    rests.wakeSome();
    assertThat(read(many.subList(0, 16))).containsOnly(true);
    assertThat(read(many.subList(16, 40))).containsOnly(false);
    for (int i = 0; i < 2; i++) {
      rests.wakeSome();
    }
    assertThat(read(many)).containsOnly(true);
  }

  @Test
  void higherPlansAreWokenFirst() {
    List<Channel> low = resting(0, 20);
    List<Channel> high = resting(2, 5);
    rests.wakeSome();
    assertThat(read(high)).containsOnly(true);
    assertThat(read(low.subList(0, 11))).containsOnly(true);
    assertThat(read(low.subList(11, 20))).containsOnly(false);
  }

  @Test
  void whoIsGoneMeanwhileIsNoHarm() {
    List<Channel> gone = resting(0, 3);
    gone.forEach(each -> each.close().syncUninterruptibly());
    rests.wakeSome();
    assertThat(rests.size()).isZero();
  }
}
