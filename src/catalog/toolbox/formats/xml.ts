import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { checkSize } from '../json-document.js';

/**
 * XML as JSON: attributes are `@name`, text beside elements is `#text`, repeated elements are lists, all values are text.
 * A document type is refused: nothing needs it here, and its entities can grow without end.
 */
export function readXml(text: string): JsonValue {
  if (/<!DOCTYPE/i.test(text)) throw new Error('XML with a document type (DOCTYPE) is not read');
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw new Error(`line ${checked.err.line}: ${checked.err.msg.slice(0, 200)}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: 100,
  });
  const document = JSON.parse(JSON.stringify(parser.parse(text))) as JsonValue;
  checkSize(document);
  return document;
}

/** The reverse of `readXml`, indented by two spaces. */
export function writeXml(document: JsonValue): string {
  if (!isJsonObject(document)) throw new Error('XML needs a JSON object');
  checkNames(document);
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, indentBy: '  ' });
  return builder.build(document);
}

/** The builder writes names as they come, so those that would break out of their tag are refused here. */
function checkNames(value: JsonValue): void {
  if (Array.isArray(value)) value.forEach(checkNames);
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (name !== '#text' && !/^@?[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) {
      throw new Error(`"${name}" cannot be the name of an XML element or attribute`);
    }
    checkNames(member);
  }
}
