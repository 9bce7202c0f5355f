package dev.tarn.catalog.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * Changes that <a href="https://protobuf.dev/programming-guides/proto3/#updating">the guide</a>
 * lists.
 */
final class ProtobufCompatibilityTest extends CompatibilityMatrix {
  @Override
  String dataFormat() {
    return "PROTOBUF";
  }

  private static String proto3(String body) {
    return "syntax = \"proto3\";\npackage p;\n" + body + "\n";
  }

  private static String proto2(String body) {
    return "syntax = \"proto2\";\npackage p;\n" + body + "\n";
  }

  private static String message(String fields) {
    return proto3("message A { " + fields + " }");
  }

  static Stream<Case> cases() {
    return eachMode(Stream.of(fields(), messages(), services()).flatMap(List::stream).toList());
  }

  private static List<Change> fields() {
    return List.of(
        new Change(
            "a field is added",
            message("int32 a = 1;"),
            message("int32 a = 1; string b = 2;"),
            true,
            true),
        new Change(
            "a field is removed",
            message("int32 a = 1; string b = 2;"),
            message("int32 a = 1;"),
            true,
            true),
        new Change(
            "a field is renamed", message("int32 a = 1;"), message("int32 b = 1;"), true, true),
        new Change(
            "int32 becomes int64", message("int32 a = 1;"), message("int64 a = 1;"), true, true),
        new Change(
            "int32 becomes sint32",
            message("int32 a = 1;"),
            message("sint32 a = 1;"),
            false,
            false),
        new Change(
            "int32 becomes string",
            message("int32 a = 1;"),
            message("string a = 1;"),
            false,
            false),
        new Change(
            "string becomes bytes", message("string a = 1;"), message("bytes a = 1;"), true, true),
        new Change(
            "a string is repeated",
            message("string a = 1;"),
            message("repeated string a = 1;"),
            true,
            true),
        new Change(
            "a number is repeated",
            message("int32 a = 1;"),
            message("repeated int32 a = 1;"),
            false,
            false),
        new Change(
            "a required field is added",
            proto2("message A { optional int32 a = 1; }"),
            proto2("message A { optional int32 a = 1; required int32 b = 2; }"),
            false,
            true),
        new Change(
            "a required field is removed",
            proto2("message A { optional int32 a = 1; required int32 b = 2; }"),
            proto2("message A { optional int32 a = 1; }"),
            true,
            false),
        new Change(
            "an enumeration gets a constant",
            proto3("enum E { X = 0; } message A { E e = 1; }"),
            proto3("enum E { X = 0; Y = 1; } message A { E e = 1; }"),
            true,
            true),
        new Change(
            "the values of a map change",
            message("map<string, int32> m = 1;"),
            message("map<string, string> m = 1;"),
            false,
            false));
  }

  private static List<Change> messages() {
    return List.of(
        new Change(
            "a message is removed",
            proto3("message A { int32 a = 1; } message B { int32 b = 1; }"),
            message("int32 a = 1;"),
            false,
            true),
        new Change(
            "a message is added inside another",
            message("int32 a = 1;"),
            proto3("message B { int32 b = 1; } message A { int32 a = 1; B b = 2; }"),
            true,
            true),
        new Change(
            "a field inside an embedded message is replaced",
            proto3("message A { B b = 1; message B { int32 x = 1; } }"),
            proto3("message A { B b = 1; message B { string x = 1; } }"),
            false,
            false),
        new Change(
            "the package is renamed",
            "syntax = \"proto3\"; package p; message A { B b = 1; } message B { int32 x = 1; }",
            "syntax = \"proto3\"; package q; message A { B b = 1; } message B { int32 x = 1; }",
            true,
            true),
        new Change(
            "one field moves into a oneof",
            message("int32 a = 1;"),
            message("oneof o { int32 a = 1; int32 b = 2; }"),
            true,
            true),
        new Change(
            "two fields move into a oneof",
            message("int32 a = 1; int32 b = 2;"),
            message("oneof o { int32 a = 1; int32 b = 2; }"),
            false,
            true));
  }

  /** As <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">AWS says</a>. */
  private static List<Change> services() {
    String foo = rpc("Foo");
    return List.of(
        new Change("a method is added", service(foo), service(foo + rpc("Baz")), true, false),
        new Change("a method is removed", service(foo + rpc("Bar")), service(foo), false, true),
        new Change("a service is added", proto3("message A {}"), service(foo), true, false));
  }

  private static String rpc(String name) {
    return " rpc " + name + " (A) returns (A);";
  }

  private static String service(String methods) {
    return proto3("message A {} service S { " + methods + " }");
  }
}
