package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.sandbox.chain.activity.Abi;
import io.tapeline.sandbox.chain.state.Contract;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.PoolPrice;
import io.tapeline.sandbox.chain.state.Reserves;
import io.tapeline.sandbox.chain.state.Roster;
import io.tapeline.sandbox.chain.state.Slots;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What contracts answer when they are called; no code runs. */
final class CallMethods {

  private static final int SELECTOR_DIGITS = 8;
  private static final BigInteger POOL_FEE = BigInteger.valueOf(500);
  private static final BigInteger TICK_SPACING = BigInteger.TEN;

  /** Of what a contract holds at a block. */
  private interface Answer {
    byte[] of(Asked asked);
  }

  /**
   * @param input of the call, the selector too; nobody may change it
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Asked(Contract contract, Ledger ledger, Roster roster, byte[] input) {

    /** The word behind the selector as an address. */
    private OptionalInt account() {
      int end = SELECTOR_DIGITS / 2 + Hash.BYTES;
      if (input.length < end) {
        throw RpcException.reverted();
      }
      return roster.find(Address.of(Arrays.copyOfRange(input, end - Address.BYTES, end)));
    }

    private BigInteger slot(int slot) {
      return ledger.slot(contract, slot);
    }
  }

  private static final Map<String, Answer> TOKEN = new TreeMap<>();
  private static final Map<String, Answer> PAIR = new TreeMap<>();
  private static final Map<String, Answer> POOL = new TreeMap<>();

  static {
    for (Map<String, Answer> named : List.of(TOKEN, PAIR)) {
      named.put(of("name()"), asked -> Abi.text(asked.contract.title()));
      named.put(of("symbol()"), asked -> Abi.text(asked.contract.symbol()));
      named.put(
          of("decimals()"), asked -> Abi.words(BigInteger.valueOf(asked.contract.decimals())));
      named.put(of("allowance(address,address)"), _ -> Abi.words(BigInteger.ZERO));
    }
    TOKEN.put(of("totalSupply()"), asked -> Abi.words(asked.slot(Slots.SUPPLY)));
    TOKEN.put(of("balanceOf(address)"), asked -> Abi.words(tokens(asked)));
    PAIR.put(of("totalSupply()"), asked -> Abi.words(asked.slot(Slots.PAIR_SUPPLY)));
    PAIR.put(of("balanceOf(address)"), _ -> Abi.words(BigInteger.ZERO));
    PAIR.put(of("getReserves()"), CallMethods::reserves);
    POOL.put(of("slot0()"), CallMethods::slot0);
    POOL.put(of("liquidity()"), asked -> Abi.words(asked.slot(Slots.LIQUIDITY)));
    POOL.put(of("fee()"), _ -> Abi.words(POOL_FEE));
    POOL.put(of("tickSpacing()"), _ -> Abi.words(TICK_SPACING));
    POOL.put(of("feeGrowthGlobal0X128()"), asked -> Abi.words(asked.slot(Slots.FEE_GROWTH0)));
    POOL.put(of("feeGrowthGlobal1X128()"), asked -> Abi.words(asked.slot(Slots.FEE_GROWTH1)));
    for (Map<String, Answer> traded : List.of(PAIR, POOL)) {
      traded.put(of("token0()"), _ -> address(Contract.USDC));
      traded.put(of("token1()"), _ -> address(Contract.WETH));
      traded.put(of("factory()"), _ -> address(Contract.FACTORY));
    }
  }

  private CallMethods() {}

  private static String of(String signature) {
    return HexFormat.of().formatHex(Abi.selector(signature));
  }

  private static byte[] address(Contract contract) {
    return Abi.words(Abi.number(contract.address()));
  }

  private static BigInteger tokens(Asked asked) {
    OptionalInt account = asked.account();
    return account.isPresent()
        ? asked.ledger.tokens(asked.contract, account.getAsInt())
        : BigInteger.ZERO;
  }

  private static byte[] reserves(Asked asked) {
    Reserves reserves = Reserves.unpack(asked.slot(Slots.RESERVES));
    return Abi.words(reserves.usdc(), reserves.weth(), BigInteger.valueOf(reserves.timestamp()));
  }

  private static byte[] slot0(Asked asked) {
    PoolPrice price = PoolPrice.unpack(asked.slot(Slots.SLOT0));
    BigInteger one = BigInteger.ONE;
    BigInteger none = BigInteger.ZERO;
    return Abi.words(
        price.sqrtPriceX96(), BigInteger.valueOf(price.tick()), none, one, one, none, one);
  }

  static String call(Params params) {
    JsonNode call = params.at(0);
    if (!call.isObject()) {
      throw RpcException.invalid("missing value for required argument 0");
    }
    Ledger ledger = StateMethods.ledger(params.view(), params.requireBlock(1));
    JsonNode data = call.has("input") ? call.path("input") : call.path("data");
    byte[] input = data.isMissingNode() ? new byte[0] : Params.bytes(data, "input");
    if (!call.hasNonNull("to")) {
      throw RpcException.refused("contracts can't be made here");
    }
    Optional<Contract> contract = Contract.at(Params.address(call.path("to")));
    if (contract.isEmpty()) {
      return Hex.quoted("0x");
    }
    Answer answer = answers(contract.get()).get(selector(input));
    if (answer == null) {
      throw RpcException.reverted();
    }
    Roster roster = params.view().world().roster();
    return Hex.quoted(Hex.of(answer.of(new Asked(contract.get(), ledger, roster, input))));
  }

  private static String selector(byte[] input) {
    return HexFormat.of().formatHex(input, 0, Math.min(input.length, SELECTOR_DIGITS / 2));
  }

  private static Map<String, Answer> answers(Contract contract) {
    return switch (contract) {
      case USDC, WETH -> TOKEN;
      case PAIR -> PAIR;
      case POOL -> POOL;
      case ROUTER, INBOX, WORKS, FACTORY -> Map.of();
    };
  }
}
