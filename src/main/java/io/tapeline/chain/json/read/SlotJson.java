package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A slot of storage, as it is sent. */
@Schema(name = "StorageSlot", description = "What a slot of an account's storage holds.")
public record SlotJson(
    @Schema(
            examples = "0x0000000000000000000000000000000000000000000000000000000000000002",
            pattern = "^0x[0-9a-f]{64}$")
        String slot,
    @Schema(
            description = "Its 32 bytes; zeros where nothing is stored.",
            examples = "0x00000000000000000000000000000000000000000000000000000000000f4240",
            pattern = "^0x[0-9a-f]{64}$")
        String value) {

  static SlotJson of(Hash slot, BigInteger value) {
    return new SlotJson(slot.toString(), Hash.of(value).toString());
  }
}
