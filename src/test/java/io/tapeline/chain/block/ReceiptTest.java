package io.tapeline.chain.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.proof.Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

  private static final Hash TOPIC = Hash.of(new byte[Hash.BYTES]);

  private static Receipt receipt(int type, Outcome outcome) {
    Log log = new Log(Address.of(new byte[Address.BYTES]), List.of(TOPIC, TOPIC), new byte[100]);
    Log bare = new Log(Address.of(new byte[Address.BYTES]), List.of(), new byte[0]);
    return new Receipt(type, outcome, 21_000, new byte[Header.BLOOM_BYTES], List.of(log, bare));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void receiptsOfAllTypesAreReadAsTheyAreWritten(int type) {
    for (Outcome outcome :
        List.of(new Outcome.Status(true), new Outcome.Status(false), new Outcome.State(TOPIC))) {
      byte[] encoded = receipt(type, outcome).encoded();
      Receipt read = Receipt.decode(encoded);
      assertThat(read.type()).isEqualTo(type);
      assertThat(read.outcome()).isEqualTo(outcome);
      assertThat(read.cumulativeGas()).isEqualTo(21_000);
      assertThat(read.logs()).hasSize(2);
      assertThat(read.encoded()).isEqualTo(encoded);
    }
  }

  @Test
  void whatIsNoReceiptIsRefused() {
    byte[] right = receipt(2, new Outcome.Status(true)).encoded();
    byte[] ofLaterType = right.clone();
    ofLaterType[0] = 5;
    byte[] ofTypeZero = right.clone();
    ofTypeZero[0] = 0;
    for (byte[] wrong :
        List.of(new byte[0], new byte[] {2}, ofLaterType, ofTypeZero, Arrays.copyOf(right, 300))) {
      assertThatThrownBy(() -> Receipt.decode(wrong)).isInstanceOf(RefusedException.class);
    }
    List<Hash> many = Collections.nCopies(5, TOPIC);
    assertThatThrownBy(() -> new Log(Address.of(new byte[20]), many, new byte[0]))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyChangeIsRefusedOrReadAsItIs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] right = receipt(2, new Outcome.Status(true)).encoded();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(right, right.length + random.nextInt(-1, 2));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(Receipt.decode(bytes).encoded()).isEqualTo(bytes);
      } catch (RefusedException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
