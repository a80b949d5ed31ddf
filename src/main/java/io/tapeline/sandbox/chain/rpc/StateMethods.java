package io.tapeline.sandbox.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.activity.SimulatedBlock;
import io.tapeline.sandbox.chain.state.Ledger;
import io.tapeline.sandbox.chain.state.StateProofs;
import io.tapeline.sandbox.wire.JsonText;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** Calls about accounts and their storage. */
final class StateMethods {

  /** Blocks whose state can be asked for; nodes forget older ones. */
  static final int KEPT_BLOCKS = 1_024;

  private static final int MOST_SLOTS = 1_024;

  /** What a node that lies has too much. */
  private static final BigInteger FORGED = BigInteger.TEN.pow(18);

  private StateMethods() {}

  static Ledger ledger(View view, SimulatedBlock block) {
    if (block.number() + KEPT_BLOCKS <= view.newest()) {
      throw RpcException.refused(
          "historical state %s is not available".formatted(block.header().stateRoot()));
    }
    return view.ledger(block);
  }

  static String balance(Params params, boolean forged) {
    return number(
        params,
        1,
        (ledger, account) ->
            forged ? ledger.balance(account).add(FORGED) : ledger.balance(account));
  }

  static String nonce(Params params) {
    return number(params, 1, (ledger, account) -> BigInteger.valueOf(ledger.nonce(account)));
  }

  private static String number(
      Params params, int place, BiFunction<Ledger, Integer, BigInteger> value) {
    Address address = params.address(0);
    Ledger ledger = ledger(params.view(), params.requireBlock(place));
    OptionalInt account = params.view().world().roster().find(address);
    return Hex.quoted(
        Hex.of(account.isPresent() ? value.apply(ledger, account.getAsInt()) : BigInteger.ZERO));
  }

  static String code(Params params) {
    Address address = params.address(0);
    Ledger ledger = ledger(params.view(), params.requireBlock(1));
    OptionalInt account = params.view().world().roster().find(address);
    return Hex.quoted(Hex.of(account.isPresent() ? ledger.code(account.getAsInt()) : new byte[0]));
  }

  static String storage(Params params) {
    Address address = params.address(0);
    Hash slot = Params.slot(params.at(1));
    StateProofs proofs = proofs(params.view(), params.requireBlock(2));
    return Hex.quoted(Hex.word(proofs.value(address, slot)));
  }

  private static StateProofs proofs(View view, SimulatedBlock block) {
    return new StateProofs(view.world().roster(), view.world().slots(), ledger(view, block));
  }

  static String proof(Params params, boolean forged) {
    Address address = params.address(0);
    List<Hash> slots = params.slots(1, MOST_SLOTS);
    AccountClaim claim = proofs(params.view(), params.requireBlock(2)).claim(address, slots);
    BigInteger balance = claim.account().balance();
    JsonText json = JsonText.object().text("address", address.toString());
    nodes(json, "accountProof", claim.nodes());
    json.text("balance", Hex.of(forged ? balance.add(FORGED) : balance))
        .text("codeHash", claim.account().codeHash().toString())
        .text("nonce", Hex.of(claim.account().nonce()))
        .text("storageHash", claim.account().storageRoot().toString())
        .array("storageProof");
    for (int i = 0; i < slots.size(); i++) {
      json.object(null)
          .text("key", key(params.at(1).path(i)))
          .text("value", Hex.of(claim.slots().get(i).value()));
      nodes(json, "proof", claim.slots().get(i).nodes());
      json.end();
    }
    return json.toString();
  }

  /** As it was asked for. */
  private static String key(JsonNode asked) {
    return asked.asText("");
  }

  private static void nodes(JsonText json, String name, List<byte[]> nodes) {
    json.each(name, nodes, (to, node) -> to.text(null, Hex.of(node)));
  }
}
