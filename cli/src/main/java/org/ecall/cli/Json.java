package org.ecall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** The output of {@code --json}: one document, indented, built field by field. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /**
   * A document to be filled in.
   *
   * @return an empty object
   */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * A document with the fields of a record, by their names.
   *
   * @param fields plain values, lists, maps and further records
   * @return the filled object
   */
  public static ObjectNode of(Record fields) {
    return MAPPER.valueToTree(fields);
  }

  /**
   * Writes a document and a line break.
   *
   * @param out takes the text
   * @param document the only one of the command's output
   */
  public static void print(PrintWriter out, ObjectNode document) {
    try {
      out.println(MAPPER.writeValueAsString(document));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always has a text", e);
    }
  }
}
