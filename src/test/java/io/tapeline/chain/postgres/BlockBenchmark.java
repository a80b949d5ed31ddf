package io.tapeline.chain.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.BesideHashing;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.block.NodeText;
import io.tapeline.chain.json.FullBlockJson;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.rpc.RpcAnswer;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.chain.rpc.RpcCodec;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole blocks read from what a node answers, verified and made ready to be stored, beside hashing
 * the bytes of these answers with the same Keccak, by turns. Blocks have as much in them as those
 * of mainnet.
 */
public final class BlockBenchmark {

  private static final int BLOCKS = 20;
  private static final int TRANSACTIONS = 180;
  private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2026-01-01T00:00:00Z");

  private BlockBenchmark() {}

  public static void main(String... arguments) {
    List<byte[]> answers = new ArrayList<>();
    for (FullBlock block : new MadeBlocks(1, TRANSACTIONS).after(null, BLOCKS)) {
      answers.add(NodeText.of(block));
    }
    long size = answers.stream().mapToLong(answer -> answer.length).sum();
    Keccak keccak = new Keccak();
    byte[] into = new byte[Hash.BYTES];
    BesideHashing.compare(
        "blocks of %d transactions read, verified and made ready".formatted(TRANSACTIONS),
        "the %d bytes of the answer".formatted(size / BLOCKS),
        () -> {
          for (byte[] answer : answers) {
            var _ = BlockColumns.of("made", MOMENT, List.of(read(answer)));
          }
          return BLOCKS;
        },
        () -> {
          answers.forEach(answer -> keccak.hash(answer, 0, answer.length, into));
          return BLOCKS;
        });
  }

  /** As the client of a node does it. */
  private static FullBlock read(byte[] answer) {
    List<RpcAnswer> answers = RpcCodec.answers(answer, 2);
    List<JsonNode> receipts = new ArrayList<>();
    RpcClient.value(answers.getLast()).forEach(receipts::add);
    return FullBlockJson.read(RpcClient.value(answers.getFirst()), receipts);
  }
}
