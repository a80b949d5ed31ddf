package io.tapeline.chain.spv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapeline.chain.RefusedException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {

  private static ByteReader reader(String hex) {
    return new ByteReader(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({"00, 0", "fc, 252", "fdfd00, 253", "fdffff, 65535", "fe00000100, 65536"})
  void lengthsAreReadInEachForm(String hex, int length) {
    assertThat(reader(hex + "00".repeat(length)).count(1)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fdfc00", "fd0000", "feffff0000", "ff0000000000000000", "ffffffffff00000000"})
  void lengthsThatFitAShorterFormAreRefused(String hex) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> reader(hex + "00".repeat(300)).count(1))
        .withMessageContaining("too long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fd",
        "fd00",
        "fe000001",
        "ff00000000010000",
        "05",
        "feffffff7f",
        "ffffffffffffffffff",
        "ff0000000000000080",
        "ff0000000001000000"
      })
  void lengthsBeyondTheEndAreRefusedBeforeAnythingIsAllocated(String hex) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> reader(hex).count(1));
  }

  @Test
  void elementsMustFitIntoWhatIsLeft() {
    assertThat(reader("02" + "00".repeat(82)).count(41)).isEqualTo(2);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> reader("02" + "00".repeat(81)).count(41));
  }

  @Test
  void numbersAreLittleEndian() {
    ByteReader in = reader("0100000078563412ffffffff0102030405060788");

    assertThat(in.int32()).isEqualTo(1);
    assertThat(in.int32()).isEqualTo(0x1234_5678);
    assertThat(in.uint32()).isEqualTo(4_294_967_295L);
    assertThat(in.int64()).isEqualTo(0x8807_0605_0403_0201L);
    in.end();
    assertThatExceptionOfType(RefusedException.class).isThrownBy(in::int8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0g", " 00", "000000"})
  void textThatIsNoBytesIsRefused(String text) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> ByteReader.hex(text, 2));
  }
}
