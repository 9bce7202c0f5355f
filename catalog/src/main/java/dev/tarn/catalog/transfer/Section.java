package dev.tarn.catalog.transfer;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of entity that is copied, in the order in which each needs those before it. */
enum Section {
  DATABASES("database", "DatabaseList", "Database"),
  TABLES("table", "TableList", "Table"),
  PARTITIONS("partition", "Partitions", "Partition"),
  FUNCTIONS("function", "UserDefinedFunctions", "UserDefinedFunction");

  private final String noun;
  private final String listMember;
  private final String singleMember;

  Section(String noun, String listMember, String singleMember) {
    this.noun = noun;
    this.listMember = listMember;
    this.singleMember = singleMember;
  }

  /** One or many of the kind, for messages. */
  String noun(long count) {
    return count == 1 ? noun : noun + "s";
  }

  /** The top-level member in which a listing prints its items. */
  String listMember() {
    return listMember;
  }

  static Optional<Section> withMember(String name) {
    return Arrays.stream(values())
        .filter(section -> section.listMember.equals(name) || section.singleMember.equals(name))
        .findFirst();
  }

  static String allListMembers() {
    return Arrays.stream(values()).map(Section::listMember).collect(Collectors.joining(", "));
  }
}
