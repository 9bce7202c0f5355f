package dev.tarn.query.dialect;

/** A Hive-style statement: it runs on the catalog and the object store, not in the engine. */
public sealed interface HiveStatement extends ParsedStatement
    permits DatabaseStatement,
        TableStatement,
        PartitionStatement,
        MetadataStatement,
        RefusedStatement {
  @Override
  default ResultFile resultFile() {
    return ResultFile.TXT;
  }
}
