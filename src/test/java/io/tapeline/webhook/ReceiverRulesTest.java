package io.tapeline.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.access.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverRulesTest {

  private static final ReceiverRules STRICT = new ReceiverRules(List.of(), Set.of(443, 8443));
  private static final ReceiverRules HERE =
      new ReceiverRules(List.of(AddressRange.parse("127.0.0.0/8")), Set.of(443));

  private static final String PUBLIC = "must have a host with public addresses alone";

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::1",
        "2001:0:808:808::",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void nothingIsSentToAnAddressThatIsNotEverybodys(String literal) {
    assertThat(PublicAddresses.contain(InetAddress.ofLiteral(literal))).isFalse();
    ReceiverUrl named = ReceiverUrl.parse("https://hooks.example/");
    assertThat(STRICT.refusal(named, addresses(literal))).contains(PUBLIC);
    // not even beside one that is
    assertThat(STRICT.refusal(named, addresses("8.8.8.8", literal))).contains(PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.15",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001:81b::200e"
      })
  void everybodysAddressesAreFit(String literal) {
    assertThat(PublicAddresses.contain(InetAddress.ofLiteral(literal))).isTrue();
    assertThat(STRICT.refusal(ReceiverUrl.parse("https://hooks.example/"), addresses(literal)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example",
        "/hook",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
        "javascript:alert(1)",
        "https:hooks.example",
        "https:///hook",
        "https://",
        "https://@hooks.example/",
        "https://user@hooks.example/",
        "https://user:word@hooks.example/",
        "https://hooks.example@127.0.0.1/",
        "https://127.0.0.1\\@hooks.example/",
        "https://hooks.example/#fragment",
        "https://hooks.example:0/",
        "https://hooks.example:65536/",
        "https://hooks.example:-1/",
        "https://hooks.example:https/",
        "https://hooks example/",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nHost: other",
        "https://hooks.example/\tx",
        "https://hooks.example/é",
        "https://höoks.example/",
        "https://１２７.0.0.1/",
        "https://①②⑦.0.0.1/",
        "https://hooks.example./",
        "https://.hooks.example/",
        "https://hooks..example/",
        "https://-hooks.example/",
        "https://hooks_1.example/",
        "https://%68ooks.example/",
        "https://127.0.0.1%2f/",
        // other spellings of 127.0.0.1, and of what only some take for it
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.0x0.0x0.0x1/",
        "https://0177.0.0.1/",
        "https://0177.0000.0000.0001/",
        "https://127.000.000.001/",
        "https://127.0.0.01/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.1./",
        "https://127.0.0.1.1/",
        "https://127.0.0.256/",
        "https://a.0x7f000001/",
        "https://a.127/",
        "https://0/",
        "https://0x0/",
        "https://[::1%25lo]/",
        "https://[fe80::1%eth0]/",
        "https://[::1/",
        "https://::1/",
        "https://[127.0.0.1]/",
        "https://[::1]:/x:y@z:99999",
        "https://[v1.fe80::a+en1]/"
      })
  void whatCanBeReadInMoreThanOneWayIsNoAddress(String text) {
    assertThatThrownBy(() -> ReceiverUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must ");
  }

  @Test
  void anAddressThatIsTooLongIsNone() {
    String longest = "https://hooks.example/" + "x".repeat(2_048 - 22);
    assertThat(ReceiverUrl.parse(longest)).hasToString(longest);
    assertThatThrownBy(() -> ReceiverUrl.parse(longest + "x")).hasMessageContaining("2048");
    String label = "a".repeat(63);
    assertThat(ReceiverUrl.parse("https://" + label + ".example/").host()).startsWith(label);
    assertThatThrownBy(() -> ReceiverUrl.parse("https://a" + label + ".example/"));
    assertThatThrownBy(() -> ReceiverUrl.parse("https://" + (label + ".").repeat(4) + "example/"));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Hooks.Example, https://hooks.example/",
    "https://hooks.example:443/a, https://hooks.example/a",
    "http://hooks.example:80?x=1, http://hooks.example/?x=1",
    "https://hooks.example:8443/a?b=%20c&d, https://hooks.example:8443/a?b=%20c&d",
    "https://8.8.8.8/, https://8.8.8.8/",
    "https://[2001:4860:0:0::8888]:8443/, https://[2001:4860::8888]:8443/",
    "https://[::ffff:8.8.8.8]/, https://8.8.8.8/",
    "https://xn--hks-6qa.example/, https://xn--hks-6qa.example/"
  })
  void anAddressHasOneSpelling(String given, String kept) {
    assertThat(ReceiverUrl.parse(given)).hasToString(kept);
    assertThat(ReceiverUrl.parse(kept)).hasToString(kept);
  }

  @Test
  void anAddressOfNumbersIsNotLookedUp() {
    assertThat(ReceiverUrl.parse("https://[::ffff:7f00:1]/").literal())
        .contains(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(ReceiverUrl.parse("https://[fd00::1]/").literal())
        .contains(InetAddress.ofLiteral("fd00::1"));
    assertThat(ReceiverUrl.parse("https://hooks.example/").literal()).isEmpty();
  }

  @Test
  void aNameWithoutAnAddressIsRefused() {
    assertThat(STRICT.refusal(ReceiverUrl.parse("https://hooks.example/"), List.of()))
        .contains(PUBLIC);
  }

  @Test
  void strangersAreReachedByTlsAndByThePortsThatAreNamed() {
    List<InetAddress> there = addresses("8.8.8.8", "2606:4700:4700::1111");
    assertThat(STRICT.refusal(ReceiverUrl.parse("http://hooks.example/"), there))
        .contains("must begin with https://");
    assertThat(STRICT.refusal(ReceiverUrl.parse("https://hooks.example:8443/"), there)).isEmpty();
    assertThat(STRICT.refusal(ReceiverUrl.parse("https://hooks.example:6379/"), there))
        .contains("must have one of the ports [443, 8443]");
  }

  @Test
  void whatTheOperatorVouchesForIsReachedByAnyPortAndWithoutTls() {
    ReceiverUrl url = ReceiverUrl.parse("http://hooks.example:9/");
    assertThat(HERE.refusal(url, addresses("127.0.0.1"))).isEmpty();
    assertThat(HERE.refusal(url, addresses("127.0.0.1", "8.8.8.8")))
        .contains("must begin with https://");
    assertThat(HERE.refusal(url, addresses("10.0.0.1"))).contains(PUBLIC);
    assertThat(HERE.refusal(url, addresses("::1"))).contains(PUBLIC);
    assertThat(HERE.refusal(ReceiverUrl.parse("https://hooks.example/"), addresses("10.0.0.1")))
        .contains(PUBLIC);
  }
}
