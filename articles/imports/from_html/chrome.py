"""What of a page is the piece, and what is around it: menus, forms, the foot of the site."""

from .tree import Node

AROUND = {"nav", "form", "footer"}
HOLDERS = ("article", "main")


class Chrome:
    """The element that holds the piece, if one does, and the elements around it.

    What holds half of all the words of a page is no menu: some sites put a whole page into a form.
    """

    def __init__(self, root=None):
        self.lengths = {}
        self.holder, self.around = None, set()
        if root is not None:
            self._measure(root)
            self._find(root)

    def _find(self, root):
        nodes = list(root.walk())
        for name in HOLDERS:
            found = [node for node in nodes if node.tag == name]
            if len(found) == 1 and self.lengths[found[0]]:
                self.holder = found[0]
                break
        self.around = {
            node
            for node in nodes
            if node.tag in AROUND
            and 2 * self.lengths[node] < self.lengths[root]
            and not (node.parent is not None and node.parent.tag == "blockquote")
        }

    def _measure(self, root):
        for node in reversed(list(root.walk())):
            self.lengths[node] = sum(
                self.lengths[part] if isinstance(part, Node) else len(part.strip())
                for part in node.children
            )
