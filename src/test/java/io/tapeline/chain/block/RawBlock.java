package io.tapeline.chain.block;

import io.tapeline.TestData;
import io.tapeline.chain.proof.Vectors;
import io.tapeline.chain.rlp.RlpReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block as nodes exchange it. Each part is as its trie has it. */
public record RawBlock(List<byte[]> header, List<byte[]> transactions, List<byte[]> withdrawals) {

  /** The test chain that a real node had read, from block 1. */
  public static List<RawBlock> testChain() {
    byte[] chain = Vectors.bytes(TestData.path("onchain/execution-apis/chain.rlp"));
    RlpReader blocks = new RlpReader(chain, 0, chain.length);
    List<RawBlock> all = new ArrayList<>();
    while (blocks.hasNext()) {
      blocks.next();
      all.add(decode(chain, blocks.from(), blocks.to()));
    }
    return all;
  }

  public static RawBlock decode(byte[] block) {
    RlpReader outer = new RlpReader(block, 0, block.length);
    outer.next();
    return decode(block, outer.from(), outer.to());
  }

  private static RawBlock decode(byte[] data, int from, int to) {
    RlpReader items = new RlpReader(data, from, to);
    items.next();
    byte[] header = Arrays.copyOfRange(data, items.start(), items.to());
    List<byte[]> transactions = items(data, items);
    items.list();
    List<byte[]> withdrawals = items.hasNext() ? items(data, items) : List.of();
    items.end();
    return new RawBlock(List.of(header), transactions, withdrawals);
  }

  /** Lists are themselves what tries hold, typed ones are within strings. */
  private static List<byte[]> items(byte[] data, RlpReader block) {
    List<byte[]> all = new ArrayList<>();
    for (RlpReader each = block.list(); each.hasNext(); ) {
      each.next();
      all.add(Arrays.copyOfRange(data, each.isList() ? each.start() : each.from(), each.to()));
    }
    return all;
  }

  public Header decoded() {
    return Header.decode(header.getFirst());
  }
}
