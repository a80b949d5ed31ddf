package io.tapeline.chain.postgres;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Blocks as lists of what stands in each column. */
final class BlockColumns {

  private BlockColumns() {}

  /** As {@link BlockSql#INSERT} has them. */
  static Tuple of(String chain, OffsetDateTime moment, List<FullBlock> blocks) {
    return Tuple.tuple()
        .addString(chain)
        .addOffsetDateTime(moment)
        .addArrayOfLong(headers(blocks, Header::number, Long[]::new))
        .addValue(column(blocks, block -> Buffer.buffer(block.hash().bytes()), Buffer[]::new))
        .addValue(headers(blocks, header -> bytes(header.parentHash().bytes()), Buffer[]::new))
        .addArrayOfOffsetDateTime(headers(blocks, BlockColumns::time, OffsetDateTime[]::new))
        .addValue(headers(blocks, header -> bytes(header.miner().bytes()), Buffer[]::new))
        .addArrayOfLong(headers(blocks, Header::gasUsed, Long[]::new))
        .addArrayOfLong(headers(blocks, Header::gasLimit, Long[]::new))
        .addValue(headers(blocks, BlockColumns::baseFee, Numeric[]::new))
        .addArrayOfLong(headers(blocks, BlockColumns::blobGasUsed, Long[]::new))
        .addArrayOfLong(headers(blocks, BlockColumns::excessBlobGas, Long[]::new))
        .addArrayOfInteger(column(blocks, block -> block.transactions().size(), Integer[]::new))
        .addArrayOfInteger(column(blocks, BlockColumns::logs, Integer[]::new))
        .addArrayOfInteger(column(blocks, block -> block.withdrawals().size(), Integer[]::new));
  }

  private static <T extends @Nullable Object> T[] column(
      List<FullBlock> blocks, Function<FullBlock, T> value, IntFunction<T[]> array) {
    return blocks.stream().map(value).toArray(array);
  }

  private static <T extends @Nullable Object> T[] headers(
      List<FullBlock> blocks, Function<Header, T> value, IntFunction<T[]> array) {
    return column(blocks, block -> value.apply(block.header()), array);
  }

  private static Buffer bytes(byte[] bytes) {
    return Buffer.buffer(bytes);
  }

  private static OffsetDateTime time(Header header) {
    return Instant.ofEpochSecond(header.timestamp()).atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Numeric baseFee(Header header) {
    var fee = header.additions().baseFee();
    return fee == null ? null : Numeric.create(fee);
  }

  private static @Nullable Long blobGasUsed(Header header) {
    var blobs = header.additions().blobs();
    return blobs == null ? null : blobs.gasUsed();
  }

  private static @Nullable Long excessBlobGas(Header header) {
    var blobs = header.additions().blobs();
    return blobs == null ? null : blobs.excessGas();
  }

  private static int logs(FullBlock block) {
    return block.receipts().stream().mapToInt(receipt -> receipt.logs().size()).sum();
  }
}
