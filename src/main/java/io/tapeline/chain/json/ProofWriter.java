package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.proof.Keccak;
import java.util.HexFormat;
import java.util.List;

/** Writes proofs as documents. */
final class ProofWriter {

  private ProofWriter() {}

  static ObjectNode document(ObjectNode document, ReadProof proof) {
    Header header = Header.decode(proof.header());
    document.put("format", ProofJson.FORMAT).put("chain", proof.chain());
    document
        .putObject("block")
        .put("number", header.number())
        .put("hash", proof.blockHash().toString())
        .put("state_root", header.stateRoot().toString())
        .put("header", hex(proof.header()));
    if (proof.account() != null) {
      AccountJson.write(document.putObject("account"), proof.account());
    }
    for (Inclusion inclusion : proof.inclusions()) {
      ObjectNode part = document.putObject(inclusion.part().toString());
      part.put("index", inclusion.index());
      if (inclusion.part() == Part.TRANSACTION) {
        part.put("hash", Keccak.of(inclusion.encoded()).toString());
      }
      part.put("encoded", hex(inclusion.encoded()));
      writeNodes(part, inclusion.nodes());
    }
    return document;
  }

  static void writeNodes(ObjectNode object, List<byte[]> nodes) {
    ArrayNode array = object.putArray("nodes");
    nodes.forEach(node -> array.add(hex(node)));
  }

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
