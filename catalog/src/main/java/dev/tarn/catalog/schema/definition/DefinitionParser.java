package dev.tarn.catalog.schema.definition;

/** Reads the definitions of one data format. Thread-safe. */
public interface DefinitionParser {
  ParsedDefinition parse(String definition) throws InvalidDefinitionException;
}
