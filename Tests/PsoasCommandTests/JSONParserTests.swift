// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Strict JSON")
struct JSONParserTests {
  @Test(
    "Faults are named with line and column",
    arguments: [
      ("", "t.json:1:1: the file is empty"),
      ("{\n  \"a\": 1,\n  \"a\": 2\n}", "t.json:3:3: a: the key occurs twice"),
      ("{\"a\": 1,}", "t.json:1:9: a comma stands before the closing '}'; remove it"),
      ("[1,]", "t.json:1:4: a comma stands before the closing ']'"),
      ("{\"a\": NaN}", "t.json:1:7: a: a value is expected; found 'NaN'; numbers must be finite"),
      ("{\"a\": -Infinity}", "t.json:1:7: a: the number is malformed"),
      ("{\"a\": 1} x", "t.json:1:10: text follows the end of the value; found 'x'"),
      ("{'a': 1}", "t.json:1:2: a key in double quotes is expected; found ''a':'"),
      ("{\"é\": 'x'}", "t.json:1:7: é: a value is expected; found ''x''; write texts in double"),
      ("// c\n{}", "t.json:1:1: a value is expected; found '//'; JSON has no comments"),
      ("{\"a\" 1}", "t.json:1:6: a: a colon is expected"),
      ("{\"a\": 1 \"b\": 2}", "t.json:1:9: a comma or '}' is expected"),
      ("{\"a\": 1", "t.json:1:8: the text ends before the closing '}'"),
      ("{\"a\":", "t.json:1:6: a: the text ends where a value is expected"),
      ("[01]", "t.json:1:2: the number is malformed"),
      ("[1.]", "t.json:1:2: the number is malformed"),
      ("[.5]", "t.json:1:2: a value is expected; found '.5'; write a digit"),
      ("[+1]", "t.json:1:2: a value is expected; found '+1'; write a positive"),
      ("[1e999]", "t.json:1:2: the number is too large"),
      ("[\"a\nb\"]", "t.json:1:4: a text holds a line end"),
      ("[\"abc]", "t.json:1:2: the quote that opens a text is never closed"),
      ("[\"\\x\"]", "t.json:1:3: the escape is not known"),
      ("[\"\\ud800\"]", "t.json:1:3: the escape is not known"),
      ("[\"\\u12\"]", "t.json:1:3: the escape is not known"),
      ("[tru]", "t.json:1:2: a value is expected"),
      (String(repeating: "[", count: 65), "t.json:1:65: lists and objects are nested too deeply"),
    ]
  )
  func faults(text: String, words: String) throws {
    let found = try #require(message { _ = try json(text) })
    #expect(found.hasPrefix(words), "\(found)")
  }

  @Test("Texts with escapes and all kinds of values read well")
  func values() throws {
    let object = try json(
      "\u{FEFF} {\"t\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud835\\udefc\", \"n\": -1.5e2, "
        + "\"yes\": true, \"no\": false, \"list\": [1, [], {}], \"o\": {\"x\": 0}} \r\n"
    ).object(keys: ["t", "n", "yes", "no", "list", "o"])
    #expect(try object.string("t") == "\"\\/\u{8}\u{C}\n\r\té𝛼")
    #expect(try object.number("n") == -150)
    #expect(try object.bool("yes") == true)
    #expect(try object.bool("no") == false)
    #expect(try object.array("list")?.count == 3)
    #expect(try object.object("o", keys: ["x"])?.requiredNumber("x") == 0)
    #expect(try object.number("absent") == nil)
    #expect(String(repeating: "[", count: 64).isEmpty == false)
    _ = try json(String(repeating: "[", count: 64) + String(repeating: "]", count: 64))
  }

  @Test("Values of the wrong kind or out of range name key, place, finding and rule")
  func kinds() throws {
    let text = """
      {
        "sex": "femal",
        "height_m": "1.68",
        "mass_kg": -70,
        "age_years": null,
        "name": {"first": 1, "lsat": 2}
      }
      """
    let object = try json(text).object(keys: ["sex", "height_m", "mass_kg", "age_years", "name"])
    let messages = [
      message { _ = try object.choice("sex", among: ["male", "female"]) },
      message { _ = try object.number("height_m") },
      message { _ = try object.number("mass_kg", in: 30...250, unit: "kg") },
      message { _ = try object.number("age_years") },
      message { _ = try object.string("name") },
      message { _ = try object.object("name", keys: ["first", "last"]) },
      message { _ = try object.requiredNumber("mass", in: 30...250, unit: "kg") },
      message { _ = try object.bool("sex") },
      message { _ = try object.array("sex") },
      message { _ = try object.object("sex", keys: nil) },
    ]
    #expect(
      messages == [
        "t.json:2:10: sex: the word is not known; found 'femal'; expected male or female; "
          + "did you mean 'female'?",
        "t.json:3:15: height_m: the value is a text; expected a number; write it without quotes",
        "t.json:4:14: mass_kg: the value is out of range; found '-70'; expected 30 to 250 kg",
        "t.json:5:16: age_years: the value is null; expected a number; "
          + "leave the key out where a value is missing",
        "t.json:6:11: name: the value is an object; expected a text",
        "t.json:6:24: name.lsat: the key is not known; expected one of first, last; "
          + "did you mean 'last'?",
        "t.json:1:1: mass: the key is missing; expected 30 to 250 kg",
        "t.json:2:10: sex: the value is a text; expected true or false",
        "t.json:2:10: sex: the value is a text; expected a list",
        "t.json:2:10: sex: the value is a text; expected an object",
      ]
    )
    #expect(
      message { _ = try json("[]").object(keys: []) }
        == "t.json:1:1: the value is a list; expected an object"
    )
  }

  @Test("What the writer prints, the parser and Foundation read alike", arguments: 0..<20)
  func writerThenParser(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let texts = (0..<20).map { _ in generator.trickyText() }
    let numbers = (0..<20).map { _ in generator.number(in: -1e6...1e6) }
    let text = try printed { output in
      let columns = [TableColumn("text", ""), TableColumn("x_N", ""), TableColumn("empty", "")]
      let writer = try TableWriter(columns, format: .json, to: output)
      for (text, number) in zip(texts, numbers) {
        try writer.write(text)
        try writer.write(number)
        try writer.write(Double.nan)
        try writer.endRow()
      }
      try writer.endTable()
    }
    let document = try json(text)
    guard case .array(let rows) = document.root.content else {
      Issue.record("not a list")
      return
    }
    for (index, row) in rows.enumerated() {
      let object = try JSONObject(row, in: document, keys: ["text", "x_N", "empty"], path: "")
      #expect(try object.string("text") == texts[index], "seed \(seed)")
      #expect(try object.number("x_N") == numbers[index])
      #expect(object.value("empty")?.kind == "null")
    }
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(parsed?.map { $0["text"] as? String } == texts)
  }

  @Test("Damaged texts give a value or an input error, never anything else", arguments: 0..<10)
  func damaged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sound = Array(#"{"a": [1, -2.5e3, "x\u00e9\n", {"b": null}], "c": true}"#.utf8)
    for _ in 0..<100 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 1...127, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0...9, using: &generator))
      }
      let isValid = (try? JSONDocument(bytes: bytes, file: "t")) != nil
      let foundation = try? JSONSerialization.jsonObject(
        with: Data(bytes),
        options: [.fragmentsAllowed]
      )
      // Ours refuses more (keys that occur twice, huge numbers) and never less.
      #expect(!isValid || foundation != nil, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
