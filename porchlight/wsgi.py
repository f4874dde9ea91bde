"""The web server's way in."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from porchlight.parent import stop_with_parent

# granian does not take its worker along when it is killed.
_parent = multiprocessing.parent_process()
stop_with_parent(_parent.pid if _parent else None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
application = get_wsgi_application()
