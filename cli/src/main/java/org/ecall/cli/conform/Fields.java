package org.ecall.cli.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ecall.cli.Hex;
import org.ecall.engine.CipherSuite;

/**
 * A JSON object of a vector file, read strictly: a field that is missing or of another type is an
 * error that names its place, never a default.
 */
record Fields(JsonNode node, String place) {

  private JsonNode field(String name) throws VectorFormatException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new VectorFormatException(place + ": there is no field '" + name + "'");
    }
    return value;
  }

  VectorFormatException wrong(String name, String expected) {
    return new VectorFormatException(place + ": field '" + name + "' is not " + expected);
  }

  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) throws VectorFormatException {
    JsonNode value = field(name);
    if (!value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value.textValue();
  }

  byte[] hex(String name) throws VectorFormatException {
    String text = text(name);
    try {
      return Hex.parse(text);
    } catch (IllegalArgumentException e) {
      throw new VectorFormatException(place + ": field '" + name + "': " + e.getMessage(), e);
    }
  }

  int integer(String name) throws VectorFormatException {
    JsonNode value = field(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a 32-bit number");
    }
    return value.intValue();
  }

  /** An unsigned number, written as a number or as decimal digits in a string. */
  long unsigned64(String name) throws VectorFormatException {
    JsonNode value = field(name);
    try {
      if (value.isIntegralNumber() || value.isTextual()) {
        return Long.parseUnsignedLong(value.asText());
      }
    } catch (NumberFormatException e) {
      throw new VectorFormatException(
          place + ": field '" + name + "' is not an unsigned 64-bit number", e);
    }
    throw wrong(name, "an unsigned 64-bit number");
  }

  List<Fields> objects(String name) throws VectorFormatException {
    JsonNode values = field(name);
    if (!values.isArray()) {
      throw wrong(name, "an array");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode value : values) {
      String at = (place.isEmpty() ? "" : place + ".") + name + "[" + objects.size() + "]";
      if (!value.isObject()) {
        throw new VectorFormatException(at + " is not an object");
      }
      objects.add(new Fields(value, at));
    }
    return objects;
  }

  <E extends Enum<E>> E name(String field, Class<E> type) throws VectorFormatException {
    String text = text(field);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(field, "one of " + List.of(type.getEnumConstants()));
  }

  <E extends Enum<E>> E number(String field, Class<E> type) throws VectorFormatException {
    int ordinal = integer(field);
    E[] constants = type.getEnumConstants();
    if (ordinal < 0 || ordinal >= constants.length) {
      throw wrong(field, "a number below " + constants.length);
    }
    return constants[ordinal];
  }

  CipherSuite suite(String name) throws VectorFormatException {
    return CipherSuite.ofId(integer(name)).orElseThrow(() -> wrong(name, "a known suite"));
  }
}
