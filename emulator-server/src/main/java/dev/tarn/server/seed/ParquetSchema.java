package dev.tarn.server.seed;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Columns of a Parquet file, from its footer, nested ones too. */
final class ParquetSchema {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  private ParquetSchema() {}

  static TableSchema of(Path file) throws IOException, UnknownSchemaException {
    Iterator<SchemaElement> elements = footer(file).iterator();
    List<TableSchema.Field> fields = new ArrayList<>();
    for (Node column : Node.read(elements).children()) {
      fields.add(new TableSchema.Field(column.name().toLowerCase(Locale.ROOT), fieldType(column)));
    }
    return new TableSchema(TableSchema.Format.PARQUET, fields, Map.of());
  }

  private static List<SchemaElement> footer(Path file) throws IOException, UnknownSchemaException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[TAIL];
      if (bytes.length() < TAIL + MAGIC.length) {
        throw new UnknownSchemaException("it is no Parquet file");
      }
      bytes.seek(bytes.length() - TAIL);
      bytes.readFully(tail);
      int length =
          (tail[0] & 0xff) | ((tail[1] & 0xff) << 8) | ((tail[2] & 0xff) << 16) | (tail[3] << 24);
      boolean known = Arrays.equals(tail, MAGIC.length, TAIL, MAGIC, 0, MAGIC.length);
      if (!known || length <= 0 || length > bytes.length() - TAIL - MAGIC.length) {
        throw new UnknownSchemaException("it is no Parquet file");
      }
      byte[] footer = new byte[length];
      bytes.seek(bytes.length() - TAIL - length);
      bytes.readFully(footer);
      return requireNonNull(
          Util.readFileMetaData(new ByteArrayInputStream(footer), true).getSchema(),
          "a Parquet footer has a schema");
    }
  }

  /** The footer has the tree as a list, each group before its children. */
  private record Node(SchemaElement element, List<Node> children) {
    static Node read(Iterator<SchemaElement> elements) throws UnknownSchemaException {
      if (!elements.hasNext()) {
        throw new UnknownSchemaException("its Parquet schema is cut off");
      }
      SchemaElement element = elements.next();
      List<Node> children = new ArrayList<>();
      for (int child = 0; child < element.getNum_children(); child++) {
        children.add(read(elements));
      }
      return new Node(element, children);
    }

    String name() {
      return requireNonNull(element.getName(), "a Parquet column has a name");
    }

    boolean isLeaf() {
      return element.isSetType();
    }

    boolean isRepeated() {
      return element.getRepetition_type() == FieldRepetitionType.REPEATED;
    }

    boolean isList() {
      LogicalType logical = element.getLogicalType();
      return element.getConverted_type() == ConvertedType.LIST
          || (logical != null && logical.isSetLIST());
    }

    boolean isMap() {
      LogicalType logical = element.getLogicalType();
      return element.getConverted_type() == ConvertedType.MAP
          || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE
          || (logical != null && logical.isSetMAP());
    }

    /** The only child, which repeats. */
    Node repeated() throws UnknownSchemaException {
      if (children.size() != 1 || !children.getFirst().isRepeated()) {
        throw new UnknownSchemaException("its column " + name() + " is no proper list or map");
      }
      return children.getFirst();
    }
  }

  /** Without an annotation, what repeats is a list by itself. */
  private static String fieldType(Node node) throws UnknownSchemaException {
    return node.isRepeated() ? "array<" + type(node) + ">" : type(node);
  }

  private static String type(Node node) throws UnknownSchemaException {
    if (node.isLeaf()) {
      return ParquetTypes.hive(node.element());
    }
    if (node.isList()) {
      return "array<" + listElement(node) + ">";
    }
    if (node.isMap()) {
      List<Node> pair = node.repeated().children();
      if (pair.size() != 2) {
        throw new UnknownSchemaException("its column " + node.name() + " is no proper map");
      }
      return "map<" + fieldType(pair.getFirst()) + "," + fieldType(pair.getLast()) + ">";
    }
    return struct(node);
  }

  /**
   * What repeats is the element itself in old files, else a group around it; see <a
   * href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">the format's
   * rules</a>.
   */
  private static String listElement(Node list) throws UnknownSchemaException {
    Node repeated = list.repeated();
    boolean isElement =
        repeated.isLeaf()
            || repeated.children().size() != 1
            || repeated.children().getFirst().isRepeated()
            || repeated.name().equals("array")
            || repeated.name().equals(list.name() + "_tuple");
    return isElement ? type(repeated) : fieldType(repeated.children().getFirst());
  }

  private static String struct(Node node) throws UnknownSchemaException {
    if (node.children().isEmpty()) {
      throw new UnknownSchemaException("its column " + node.name() + " has no members");
    }
    List<String> members = new ArrayList<>();
    for (Node child : node.children()) {
      members.add(MemberNames.checked(child.name()) + ":" + fieldType(child));
    }
    return members.stream().collect(Collectors.joining(",", "struct<", ">"));
  }
}
