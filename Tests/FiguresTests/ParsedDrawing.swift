// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of an SVG document that was parsed by another XML parser than ours would be.
final class ParsedDrawing: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  private var isValid = false

  init(_ document: String) throws {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    isValid = parser.parse()
    try #require(isValid, "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
  }

  func parser(
    _ parser: XMLParser,
    didStartElement elementName: String,
    namespaceURI: String?,
    qualifiedName qName: String?,
    attributes attributeDict: [String: String] = [:]
  ) {
    open.append(elements.count)
    elements.append(Element(name: elementName, attributes: attributeDict))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }

  func parser(
    _ parser: XMLParser,
    didEndElement elementName: String,
    namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    open.removeLast()
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The contents of all texts in order.
  var texts: [String] { all("text").map(\.text) }

  /// The size of the drawing, in pixels.
  var size: (width: Double, height: Double) {
    let numbers = numbers(elements.first?.attributes["viewBox"] ?? "")
    return numbers.count == 4 ? (numbers[2], numbers[3]) : (0, 0)
  }

  func numbers(_ text: String) -> [Double] {
    text.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
  }

  /// The rectangles that the visible elements take, with a word for each.
  var boxes: [(word: String, frame: Frame)] {
    elements.compactMap { element in
      func number(_ key: String) -> Double { Double(element.attributes[key] ?? "") ?? 0 }
      switch element.name {
      case "text": return (element.text, textBox(element))
      case "polyline", "polygon":
        let values = numbers(element.attributes["points"] ?? "")
        let points = stride(from: 0, to: values.count - 1, by: 2).map {
          Pixel(x: values[$0], y: values[$0 + 1])
        }
        return (element.name, Frame(around: points))
      case "line":
        let points = [
          Pixel(x: number("x1"), y: number("y1")), Pixel(x: number("x2"), y: number("y2")),
        ]
        return ("line", Frame(around: points))
      case "circle":
        let radius = number("r")
        return (
          "circle",
          Frame(
            left: number("cx") - radius,
            top: number("cy") - radius,
            width: 2 * radius,
            height: 2 * radius
          )
        )
      case "rect":
        return (
          "rect",
          Frame(
            left: number("x"),
            top: number("y"),
            width: number("width"),
            height: number("height")
          )
        )
      default: return nil
      }
    }
  }

  private func textBox(_ element: Element) -> Frame {
    func number(_ key: String) -> Double { Double(element.attributes[key] ?? "") ?? 0 }
    let size = number("font-size")
    let width =
      TextMetrics.width(of: element.text, size: size)
      * (element.attributes["font-weight"] == "bold" ? 1.05 : 1)
    let (x, y) = (number("x"), number("y"))
    if element.attributes["transform"] != nil {
      // Reads upward, centred: the base line is at x.
      return Frame(left: x - 0.8 * size, top: y - width / 2, width: size, height: width)
    }
    let left: Double =
      switch element.attributes["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    return Frame(left: left, top: y - 0.8 * size, width: width, height: size)
  }
}
