package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.block.Header;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.Executed;
import io.tapeline.sandbox.chain.activity.FeeRules;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.wire.JsonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls about what gas costs. */
final class FeeMethods {

  private static final int MOST_BLOCKS = 1_024;
  private static final int MOST_PERCENTILES = 100;
  private static final int HUNDRED = 100;
  private static final double MOST_BLOB_GAS = FeeRules.MAX_BLOBS * FeeRules.BLOB_GAS;

  private FeeMethods() {}

  static String blobBaseFee(View view) {
    return Hex.quoted(Hex.of(FeeRules.blobFee(FeeRules.excessBlobGas(view.head().header()))));
  }

  static String tip(View view) {
    return Hex.quoted(Hex.of(usualTip(view)));
  }

  static String price(View view) {
    return Hex.quoted(Hex.of(FeeRules.baseFee(view.head().header()).add(usualTip(view))));
  }

  /** The middle one of the newest block, by gas. */
  private static BigInteger usualTip(View view) {
    return rewards(view.head(), List.of(50.0)).getFirst();
  }

  static String history(Params params) {
    long count = count(params.at(0));
    long newest = params.height(params.at(1));
    View view = params.view();
    if (newest > view.newest()) {
      throw RpcException.refused(
          "request beyond head block: requested %d, head %d".formatted(newest, view.newest()));
    }
    List<Double> percentiles = percentiles(params.at(2));
    long oldest = Math.max(view.oldest(), newest - count + 1);
    List<SimulatedBlock> blocks = new ArrayList<>();
    for (long number = oldest; number <= newest; number++) {
      blocks.add(view.branch().block(number));
    }
    return history(oldest, blocks, percentiles);
  }

  /** Some clients send a number, some its digits. */
  private static long count(JsonNode node) {
    long count = node.isIntegralNumber() ? node.longValue() : Params.number(node, "blockCount");
    if (count < 1) {
      throw RpcException.invalid("block count must be at least 1");
    }
    return Math.min(count, MOST_BLOCKS);
  }

  private static List<Double> percentiles(JsonNode node) {
    List<Double> all = new ArrayList<>();
    for (JsonNode each : node) {
      double percentile = each.asDouble(-1);
      boolean isRising = all.isEmpty() || percentile >= all.getLast();
      if (!(percentile >= 0 && percentile <= HUNDRED)
          || !isRising
          || all.size() == MOST_PERCENTILES) {
        throw RpcException.refused("invalid reward percentile: " + percentile);
      }
      all.add(percentile);
    }
    return all;
  }

  private static String history(
      long oldest, List<SimulatedBlock> blocks, List<Double> percentiles) {
    List<BigInteger> base = new ArrayList<>();
    List<BigInteger> blob = new ArrayList<>();
    for (SimulatedBlock block : blocks) {
      base.add(Objects.requireNonNull(block.header().additions().baseFee()));
      blob.add(FeeRules.blobFee(blobs(block).excessGas()));
    }
    Header last = blocks.getLast().header();
    base.add(FeeRules.baseFee(last));
    blob.add(FeeRules.blobFee(FeeRules.excessBlobGas(last)));
    JsonText json = JsonText.object().text("oldestBlock", Hex.of(oldest));
    if (!percentiles.isEmpty()) {
      json.each("reward", blocks, (to, block) -> numbers(to, null, rewards(block, percentiles)));
    }
    numbers(json, "baseFeePerGas", base);
    json.each(
        "gasUsedRatio",
        blocks,
        (to, block) -> ratio(to, block.header().gasUsed() / (double) FeeRules.GAS_LIMIT));
    numbers(json, "baseFeePerBlobGas", blob);
    json.each(
        "blobGasUsedRatio",
        blocks,
        (to, block) -> ratio(to, blobs(block).gasUsed() / MOST_BLOB_GAS));
    return json.toString();
  }

  private static Header.Blobs blobs(SimulatedBlock block) {
    return Objects.requireNonNull(block.header().additions().blobs());
  }

  private static void numbers(JsonText json, @Nullable String name, List<BigInteger> numbers) {
    json.each(name, numbers, (to, number) -> to.text(null, Hex.of(number)));
  }

  private static void ratio(JsonText json, double ratio) {
    json.raw(null, Double.toString(ratio));
  }

  /** What was paid beyond the base fee by so many percent of the gas, cheapest first. */
  private static List<BigInteger> rewards(SimulatedBlock block, List<Double> percentiles) {
    BigInteger base = Objects.requireNonNull(block.header().additions().baseFee());
    List<Executed> sorted =
        block.executed().stream().sorted(Comparator.comparing(Executed::gasPrice)).toList();
    List<BigInteger> rewards = new ArrayList<>(percentiles.size());
    for (double percentile : percentiles) {
      double wanted = block.header().gasUsed() * percentile / HUNDRED;
      long gas = 0;
      BigInteger reward = BigInteger.ZERO;
      for (Executed each : sorted) {
        gas += each.gasUsed();
        reward = each.gasPrice().subtract(base);
        if (gas >= wanted) {
          break;
        }
      }
      rewards.add(reward);
    }
    return rewards;
  }
}
